using System.Text;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>
/// Reads one flag (docs/protocols/amplitude.md, section 3.1). Unknown members and members that are null are ignored.
/// </summary>
internal static class AmplitudeFlagReader
{
    /// <summary>The key of a flag, also of one that cannot be read; null where it has none.</summary>
    public static string? KeyOf(JsonElement flag) =>
        flag.ValueKind == JsonValueKind.Object && Member(flag, "key") is { ValueKind: JsonValueKind.String } key ? key.GetString() : null;

    /// <exception cref="FormatException">The flag cannot be read; the message says where and why.</exception>
    /// <exception cref="InvalidOperationException">A text contains half a surrogate pair.</exception>
    public static FlagModel Read(JsonElement flag)
    {
        Expect(flag, JsonValueKind.Object, "The flag");
        return new FlagModel(
            Text(flag, "key") is { Length: > 0 } key ? key : throw new FormatException("key is missing or empty"),
            Members(flag, "variants", Variant),
            List(flag, "segments", Segment) ?? [],
            List(flag, "dependencies", ToText) ?? [],
            Metadata(flag),
            Fingerprint.Of(Encoding.UTF8.GetBytes(flag.GetRawText())));
    }

    private static VariantModel Variant(JsonElement variant, string place)
    {
        Expect(variant, JsonValueKind.Object, place);
        return new VariantModel(Text(variant, "key"), Member(variant, "value"), Member(variant, "payload"), Metadata(variant));
    }

    private static SegmentModel Segment(JsonElement segment, string place)
    {
        Expect(segment, JsonValueKind.Object, place);
        return new SegmentModel(
            Member(segment, "bucket") is { } bucket ? Bucket(bucket, $"{place}.bucket") : null,
            List(segment, "conditions", Conditions, place),
            Text(segment, "variant"),
            Metadata(segment));
    }

    private static IReadOnlyList<ConditionModel> Conditions(JsonElement all, string place) => Items(all, place, Condition);

    private static ConditionModel Condition(JsonElement condition, string place)
    {
        Expect(condition, JsonValueKind.Object, place);
        return new ConditionModel(
            Texts(condition, "selector", place),
            Text(condition, "op") ?? throw new FormatException($"{place}.op is missing"),
            Texts(condition, "values", place));
    }

    private static BucketModel Bucket(JsonElement bucket, string place)
    {
        Expect(bucket, JsonValueKind.Object, place);
        return new BucketModel(
            Texts(bucket, "selector", place),
            Text(bucket, "salt") ?? throw new FormatException($"{place}.salt is missing"),
            List(bucket, "allocations", Allocation, place) ?? []);
    }

    private static AllocationModel Allocation(JsonElement allocation, string place)
    {
        Expect(allocation, JsonValueKind.Object, place);
        return new AllocationModel(Range(allocation, place), List(allocation, "distributions", Distribution, place) ?? []);
    }

    private static DistributionModel Distribution(JsonElement distribution, string place)
    {
        Expect(distribution, JsonValueKind.Object, place);
        return new DistributionModel(
            Text(distribution, "variant") ?? throw new FormatException($"{place}.variant is missing"), Range(distribution, place));
    }

    private static BucketRange Range(JsonElement parent, string place)
    {
        long[] ends = [.. List(parent, "range", End, place) ?? []];
        return ends.Length == 2
            ? new BucketRange(ends[0], ends[1])
            : throw new FormatException($"{place}.range is not a pair of numbers");
    }

    /// <summary>An end of a range. Only whole places are compared with it, so a fraction is rounded up.</summary>
    private static long End(JsonElement end, string place) =>
        Expect(end, JsonValueKind.Number, place).TryGetDouble(out double number) && double.IsFinite(number)
            ? (long)Math.Clamp(Math.Ceiling(number), 0, uint.MaxValue)
            : throw new FormatException($"{place} is not a finite number");

    private static Dictionary<string, JsonElement> Metadata(JsonElement parent) => Members(parent, "metadata", static (value, _) => value);

    /// <summary>The members of an object; of several with one name the last counts.</summary>
    private static Dictionary<string, T> Members<T>(JsonElement parent, string name, Func<JsonElement, string, T> read)
    {
        Dictionary<string, T> members = new(StringComparer.Ordinal);
        if (Member(parent, name) is { } json)
        {
            foreach (JsonProperty member in Expect(json, JsonValueKind.Object, name).EnumerateObject())
            {
                members[member.Name] = read(member.Value, $"{name}.{member.Name}");
            }
        }

        return members;
    }

    private static string[] Texts(JsonElement parent, string name, string place) => [.. List(parent, name, ToText, place) ?? []];

    /// <summary>Values are texts; a number or a boolean among them is taken by its text.</summary>
    private static string ToText(JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => EcmaScriptText.Of(value),
        _ => throw new FormatException($"{place} is {JsonKindNames.Of(value.ValueKind)}, but must be a string"),
    };

    private static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { } value ? Expect(value, JsonValueKind.String, name).GetString() : null;

    private static List<T>? List<T>(JsonElement parent, string name, Func<JsonElement, string, T> read, string place = "") =>
        Member(parent, name) is { } list ? Items(list, place.Length == 0 ? name : $"{place}.{name}", read) : null;

    private static List<T> Items<T>(JsonElement list, string place, Func<JsonElement, string, T> read) =>
        [.. Expect(list, JsonValueKind.Array, place).EnumerateArray().Select((item, index) => read(item, $"{place}[{index}]"))];

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement Expect(JsonElement value, JsonValueKind kind, string place) =>
        value.ValueKind == kind
            ? value
            : throw new FormatException($"{place} is {JsonKindNames.Of(value.ValueKind)}, but must be {JsonKindNames.Of(kind)}");
}
