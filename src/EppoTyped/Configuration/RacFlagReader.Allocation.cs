using System.Text;
using System.Text.Json;

namespace EppoTyped;

/// <content>Reads rules, and the allocations they refer to.</content>
internal sealed partial class RacFlagReader
{
    /// <summary>Makes one allocation for each rule: the first rule that holds ends the evaluation.</summary>
    private List<AllocationSpec> ReadRules(
        JsonElement flag, string flagKey, uint totalShards, Dictionary<string, RacAllocation> allocations) =>
        ReadItems(flag, "rules", rule =>
        {
            List<Condition> conditions = ReadItems(rule, "conditions", ReadCondition);
            if (ReadText(rule, "allocationKey") is not { } key)
            {
                return null;
            }

            if (!allocations.TryGetValue(key, out RacAllocation? allocation))
            {
                AddDefect("allocationKey", $"the flag has no allocation \"{LogText.Sanitize(key)}\"");
                return null;
            }

            return new AllocationSpec
            {
                Key = key,
                Rules = conditions.Count == 0 ? [] : [new Rule([.. conditions])],
                Splits = [.. allocation.ToSplits(flagKey, totalShards)],
                EndsEvaluation = true,
            };
        });

    private Condition? ReadCondition(JsonElement condition)
    {
        string? attribute = ReadText(condition, "attribute");
        string? operatorName = ReadText(condition, "operator");
        if (!condition.TryGetProperty("value", out JsonElement value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.Object)
        {
            AddDefect("value", "expected a string, a number, a boolean or an array");
            return null;
        }

        if (attribute is null || operatorName is null)
        {
            return null;
        }

        // The subject's key does not stand in for "id" here: that came with UFC.
        ConditionSpec spec = new(attribute, operatorName, Encoding.UTF8.GetBytes(value.GetRawText()), keyIsId: false);
        Condition? compiled = ConditionCompiler.CompileLegacy(spec, patterns);
        if (compiled is null)
        {
            AddDefect("operator", $"unknown operator \"{LogText.Sanitize(operatorName)}\"");
        }

        return compiled;
    }

    private RacAllocation ReadAllocation(JsonElement allocation)
    {
        if (!IsObject(allocation))
        {
            return new RacAllocation();
        }

        return new RacAllocation
        {
            PercentExposure = Find(allocation, "percentExposure", JsonValueKind.Number)?.GetDouble() ?? 0,
            StatusQuoVariationKey = ReadText(allocation, "statusQuoVariationKey", optional: true),
            ShippedVariationKey = ReadText(allocation, "shippedVariationKey", optional: true),
            Holdouts = ReadItems(allocation, "holdouts", ReadHoldout),
            Variations = ReadItems(allocation, "variations", ReadVariation, optional: false),
        };
    }

    private RacHoldout ReadHoldout(JsonElement holdout) => new(
        ReadText(holdout, "holdoutKey") ?? "",
        ReadRange(holdout, "statusQuoShardRange", optional: true),
        ReadRange(holdout, "shippedShardRange", optional: true));

    private RacVariation? ReadVariation(JsonElement variation)
    {
        string? text = ReadText(variation, "value", optional: true);
        bool isTyped = variation.TryGetProperty("typedValue", out JsonElement typed) && typed.ValueKind != JsonValueKind.Null;
        if (text is null && !isTyped)
        {
            AddDefect("value", "is missing");
            return null;
        }

        return new RacVariation(
            ReadText(variation, "variationKey", optional: true),
            new RacValue(text ?? RacValue.TextOf(typed), isTyped ? typed : default),
            ReadRange(variation, "shardRange") ?? default);
    }

    /// <summary>Reads the objects of a list.</summary>
    private List<T> ReadItems<T>(JsonElement parent, string name, Func<JsonElement, T?> read, bool optional = true)
        where T : class
    {
        List<T> items = [];
        if (Find(parent, name, JsonValueKind.Array, optional) is not { } list)
        {
            return items;
        }

        _defects.Enter(name);
        int index = 0;
        foreach (JsonElement element in list.EnumerateArray())
        {
            _defects.EnterItem(index++);
            if (IsObject(element) && read(element) is { } item)
            {
                items.Add(item);
            }

            _defects.Leave();
        }

        _defects.Leave();
        return items;
    }

    private bool IsObject(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        _defects.Add($"expected an object, found {JsonKindNames.Of(element.ValueKind)}");
        return false;
    }
}
