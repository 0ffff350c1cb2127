using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Reads Eppo's universal flag configuration (UFC), token by token, into compiled flags.</summary>
internal static class UfcReader
{
    /// <summary>
    /// Reads a configuration. A flag that cannot be read is set aside and logged by name; all others are used. Never throws.
    /// </summary>
    /// <param name="utf8">The document.</param>
    /// <param name="fetchedAt">When it was fetched.</param>
    /// <param name="diagnostics">The log for flags that are set aside and patterns that are not regular expressions.</param>
    /// <param name="problem">Why the whole document is refused; null when it is not.</param>
    /// <param name="models">The models of bandits; null for none.</param>
    /// <param name="previous">The table in use, whose unchanged flags are reused; null for none.</param>
    /// <param name="response">The response with the document, kept in the table; null for none.</param>
    /// <returns>Null when the document is refused.</returns>
    public static FlagTable? Read(
        ReadOnlySpan<byte> utf8,
        DateTimeOffset fetchedAt,
        ILogger diagnostics,
        out string? problem,
        BanditModels? models = null,
        FlagTable? previous = null,
        EppoResponse? response = null)
    {
        try
        {
            // The references to bandits, where they were read before.
            IReadOnlyList<BanditReference>? references = response?.References;
            ReadOnlySpan<byte> text = JsonSanitizer.Sanitize(utf8);
            PatternSet patterns = new(diagnostics, previous?.Patterns);
            UfcDocument document = new(text, patterns, new PreviousFlags(previous), references);
            problem = document.Read();
            bool isObfuscated = document.IsObfuscated;
            if (isObfuscated)
            {
                patterns = new PatternSet(diagnostics, previous?.Patterns);
                document = new UfcDocument(ClientFormat.Decode(text), patterns, default, references, decoded: true);
                problem = document.Read();
            }

            if (problem is not null)
            {
                return null;
            }

            patterns.ReleasePrevious();
            document.LogDefects(diagnostics);
            return new FlagTable
            {
                Flags = document.Flags.ToFrozenDictionary(StringComparer.Ordinal),
                TextRanges = !isObfuscated && text == utf8 ? document.TextRanges : null,
                Patterns = patterns,
                Bandits = new BanditTable(document.BanditReferences, models ?? BanditModels.None, isObfuscated),
                EnvironmentName = document.EnvironmentName,
                PublishedAt = document.PublishedAt,
                FetchedAt = fetchedAt.ToUniversalTime(),
                Named = isObfuscated ? new(StringComparer.Ordinal) : null,
                Response = response,
            };
        }
        catch (JsonException exception)
        {
            problem = LogText.Describe(exception);
            return null;
        }
    }
}
