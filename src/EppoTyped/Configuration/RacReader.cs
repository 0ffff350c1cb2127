using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Reads the format that Eppo served before UFC, version 3 of its randomized assignment configuration (RAC).</summary>
internal static class RacReader
{
    /// <summary>
    /// Whether a document is of this format, by the first flag with a property that only one of the formats has. Never throws.
    /// </summary>
    public static bool Recognizes(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader json = new(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool areFlags = Is(json, "flags"u8);
                json.Read();
                if (areFlags && json.TokenType == JsonTokenType.StartObject)
                {
                    return HaveRacFormat(ref json);
                }

                json.Skip();
            }

            return false;
        }
        catch (JsonException)
        {
            // Not a document of any format; the other reader reports why.
            return false;
        }
    }

    /// <summary>
    /// Reads a configuration. A flag that cannot be read is set aside and logged by name; all others are used. Never throws.
    /// </summary>
    /// <param name="utf8">The document.</param>
    /// <param name="fetchedAt">When it was fetched.</param>
    /// <param name="diagnostics">The log for flags that are set aside and patterns that are not regular expressions.</param>
    /// <param name="problem">Why the whole document is refused; null when it is not.</param>
    /// <param name="response">The response with the document, kept in the table; null for none.</param>
    /// <returns>Null when the document is refused.</returns>
    public static FlagTable? Read(
        ReadOnlySpan<byte> utf8, DateTimeOffset fetchedAt, ILogger diagnostics, out string? problem, EppoResponse? response = null)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(JsonSanitizer.Sanitize(utf8).ToArray());
            if (!document.RootElement.TryGetProperty("flags", out JsonElement flags) || flags.ValueKind != JsonValueKind.Object)
            {
                problem = "The configuration has no object \"flags\".";
                return null;
            }

            problem = null;
            return new FlagTable
            {
                Flags = ReadFlags(flags, diagnostics).ToFrozenDictionary(StringComparer.Ordinal),
                FetchedAt = fetchedAt,
                Response = response,
            };
        }
        catch (JsonException exception)
        {
            problem = LogText.Describe(exception);
            return null;
        }
    }

    private static bool HaveRacFormat(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (Is(json, "subjectShards"u8))
                {
                    return true;
                }

                if (Is(json, "variationType"u8) || Is(json, "variations"u8) || Is(json, "totalShards"u8))
                {
                    return false;
                }

                json.Skip();
            }
        }

        return false;
    }

    // Compared raw: comparing an escaped name may throw, and no server escapes these names.
    private static bool Is(in Utf8JsonReader json, ReadOnlySpan<byte> name) => json.ValueSpan.SequenceEqual(name);

    private static Dictionary<string, CompiledFlag> ReadFlags(JsonElement flags, ILogger diagnostics)
    {
        PatternSet patterns = new(diagnostics);
        RacFlagReader reader = new(patterns);
        FlagDefectLog log = new(diagnostics);
        Dictionary<string, CompiledFlag> compiled = new(StringComparer.Ordinal);
        // Of two flags of one key the last one is used.
        foreach (JsonProperty property in flags.EnumerateObject().DistinctLast())
        {
            string key = property.Name;
            CompiledFlag flag = reader.Read(key, property.Value);
            compiled.Add(key, flag);
            IReadOnlyList<(string Pattern, string Problem)> refused = patterns.TakeRefused();
            if (flag.Defect is not null)
            {
                log.LogSetAside(key, flag.Defect);
            }
            else
            {
                log.LogRefusedPatterns(key, refused);
            }
        }

        log.LogRemainder();
        return compiled;
    }

    private static IEnumerable<JsonProperty> DistinctLast(this JsonElement.ObjectEnumerator properties) =>
        properties.GroupBy(property => property.Name, StringComparer.Ordinal).Select(group => group.Last());
}
