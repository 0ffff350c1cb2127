using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Reads flags of the format before UFC. Defects have paths, as in <see cref="UfcDocument"/>.</summary>
internal sealed partial class RacFlagReader(PatternSet patterns)
{
    private readonly DefectCollector _defects = new();

    public CompiledFlag Read(string key, JsonElement flag)
    {
        _defects.Reset();
        FlagSpec? spec = null;
        if (flag.ValueKind == JsonValueKind.Object)
        {
            spec = ReadFlag(key, flag);
        }
        else
        {
            _defects.Add($"expected an object, found {JsonKindNames.Of(flag.ValueKind)}");
        }

        return _defects.Summary is { } defect
            ? new CompiledFlag { Key = key, Fingerprint = FingerprintOf(flag), Defect = defect }
            : FlagCompiler.Compile(spec!);
    }

    private FlagSpec ReadFlag(string key, JsonElement flag)
    {
        bool enabled = Find(flag, "enabled", JsonValueKind.True) is { ValueKind: JsonValueKind.True };
        uint totalShards = (uint)(ReadInteger(flag, "subjectShards", 1, uint.MaxValue) ?? 1);
        Dictionary<UInt128, RacValue> overrides = ReadOverrides(flag);
        Dictionary<string, RacAllocation> allocations = new(StringComparer.Ordinal);
        if (Find(flag, "allocations", JsonValueKind.Object) is { } byKey)
        {
            _defects.Enter("allocations");
            foreach (JsonProperty property in byKey.EnumerateObject())
            {
                _defects.Enter(property.Name);
                allocations[property.Name] = ReadAllocation(property.Value);
                _defects.Leave();
            }

            _defects.Leave();
        }

        List<AllocationSpec> specs = ReadRules(flag, key, totalShards, allocations);
        RacValue[] values = [.. allocations.Values.SelectMany(allocation => allocation.Variations).Select(variation => variation.Value)];
        VariationType type = RacValue.TypeOf([.. values, .. overrides.Values]);
        Dictionary<string, Variation> variations = new(StringComparer.Ordinal);
        foreach (RacValue value in values)
        {
            variations.TryAdd(value.Text, value.Read(type));
        }

        return new FlagSpec
        {
            Key = key,
            Type = type,
            Enabled = enabled,
            TotalShards = totalShards,
            Variations = variations,
            Allocations = [.. specs],
            Untyped = true,
            Fingerprint = FingerprintOf(flag),
            AllowList = Share(overrides, type, variations),
        };
    }

    private static ulong FingerprintOf(JsonElement flag) => Fingerprint.Of(Encoding.UTF8.GetBytes(flag.GetRawText()));

    /// <summary>Shares one instance among equal values: an allow list of thousands has a handful of them.</summary>
    private static Dictionary<UInt128, Variation> Share(
        Dictionary<UInt128, RacValue> overrides, VariationType type, Dictionary<string, Variation> variations)
    {
        Dictionary<UInt128, Variation> shared = new(overrides.Count);
        Dictionary<(string Text, string Typed), Variation> known = [];
        foreach ((UInt128 hash, RacValue value) in overrides)
        {
            bool isTyped = value.Typed.ValueKind != JsonValueKind.Undefined;
            if (!isTyped && variations.TryGetValue(value.Text, out Variation? same))
            {
                shared.Add(hash, same);
                continue;
            }

            (string Text, string Typed) name = (value.Text, isTyped ? value.Typed.GetRawText() : "");
            if (!known.TryGetValue(name, out Variation? variation))
            {
                variation = value.Read(type);
                known.Add(name, variation);
            }

            shared.Add(hash, variation);
        }

        return shared;
    }

    private Dictionary<UInt128, RacValue> ReadOverrides(JsonElement flag)
    {
        Dictionary<UInt128, RacValue> overrides = [];
        foreach (JsonProperty text in Properties(flag, "overrides"))
        {
            if (text.Value.ValueKind != JsonValueKind.String)
            {
                AddDefect("overrides", $"expected strings, found {JsonKindNames.Of(text.Value.ValueKind)}");
            }
            else if (AllowList.TryParse(text.Name, out UInt128 hash))
            {
                overrides[hash] = new RacValue(text.Value.GetString()!, default);
            }
        }

        foreach (JsonProperty typed in Properties(flag, "typedOverrides"))
        {
            if (typed.Value.ValueKind != JsonValueKind.Null && AllowList.TryParse(typed.Name, out UInt128 hash))
            {
                string text = overrides.TryGetValue(hash, out RacValue known) ? known.Text : RacValue.TextOf(typed.Value);
                overrides[hash] = new RacValue(text, typed.Value);
            }
        }

        return overrides;
    }

    /// <summary>The properties of an object that may be missing; the default enumerator is empty.</summary>
    private JsonElement.ObjectEnumerator Properties(JsonElement parent, string name) =>
        Find(parent, name, JsonValueKind.Object, optional: true)?.EnumerateObject() ?? default;

    /// <summary>
    /// A property of this kind; null when it is missing, which is a defect unless it is optional. A null counts as missing, as in the older
    /// SDKs.
    /// </summary>
    private JsonElement? Find(JsonElement parent, string name, JsonValueKind kind, bool optional = false)
    {
        if (!parent.TryGetProperty(name, out JsonElement found) || found.ValueKind == JsonValueKind.Null)
        {
            if (!optional)
            {
                AddDefect(name, "is missing");
            }

            return null;
        }

        if (found.ValueKind == kind || (kind == JsonValueKind.True && found.ValueKind == JsonValueKind.False))
        {
            return found;
        }

        AddDefect(name, $"expected {JsonKindNames.Of(kind)}, found {JsonKindNames.Of(found.ValueKind)}");
        return null;
    }

    private string? ReadText(JsonElement parent, string name, bool optional = false) =>
        Find(parent, name, JsonValueKind.String, optional)?.GetString();

    private long? ReadInteger(JsonElement parent, string name, long minimum, long maximum)
    {
        if (Find(parent, name, JsonValueKind.Number) is not { } found)
        {
            return null;
        }

        if (JsonNumber.TryGetInteger(found, out long number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        string text = LogText.Sanitize(found.GetRawText());
        AddDefect(name, string.Create(CultureInfo.InvariantCulture, $"expected a whole number from {minimum} to {maximum}, found {text}"));
        return null;
    }

    private ShardRange? ReadRange(JsonElement parent, string name, bool optional = false)
    {
        if (Find(parent, name, JsonValueKind.Object, optional) is not { } range)
        {
            return null;
        }

        _defects.Enter(name);
        long? start = ReadInteger(range, "start", 0, long.MaxValue);
        long? end = ReadInteger(range, "end", 0, long.MaxValue);
        if (start > end)
        {
            _defects.Add("the range starts after its end");
        }

        _defects.Leave();
        return new ShardRange(start ?? 0, end ?? 0);
    }

    private void AddDefect(string property, string text)
    {
        _defects.Enter(property);
        _defects.Add(text);
        _defects.Leave();
    }
}
