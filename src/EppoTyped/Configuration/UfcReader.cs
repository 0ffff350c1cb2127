using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Placeholder of the reader, for building and testing the poller only: flags with one constant split.</summary>
internal static class UfcReader
{
    public static FlagTable? Read(ReadOnlySpan<byte> utf8, DateTimeOffset fetchedAt, ILogger diagnostics, out string? problem)
    {
        _ = diagnostics;
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8.ToArray());
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("flags", out JsonElement flags) || flags.ValueKind != JsonValueKind.Object)
            {
                problem = "The root is no object with an object \"flags\".";
                return null;
            }

            problem = null;
            return new FlagTable { FetchedAt = fetchedAt, Flags = flags.EnumerateObject().Select(Compile).ToFrozenDictionary(flag => flag.Key, StringComparer.Ordinal) };
        }
        catch (JsonException)
        {
            problem = "It is no valid JSON.";
            return null;
        }
    }

    private static CompiledFlag Compile(JsonProperty flag)
    {
        JsonElement allocation = flag.Value.GetProperty("allocations")[0];
        Allocation compiled = new() { Key = allocation.GetProperty("key").GetString()! };
        string variation = allocation.GetProperty("splits")[0].GetProperty("variationKey").GetString()!;
        JsonElement value = flag.Value.GetProperty("variations").GetProperty(variation).GetProperty("value").Clone();
        Split split = new()
        {
            Allocation = compiled,
            VariationKey = variation,
            Variation = new Variation { Key = variation, Raw = value, Text = value.GetString() },
            DoLog = true,
            Experiment = $"{flag.Name}-{compiled.Key}",
        };
        return new CompiledFlag { Key = flag.Name, Type = VariationType.String, Enabled = true, Allocations = [compiled], Splits = [split], Fixed = 0 };
    }
}
