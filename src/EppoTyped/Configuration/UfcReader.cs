using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Reads Eppo's universal flag configuration, token by token, straight into what a call needs.</summary>
internal static class UfcReader
{
    /// <summary>Reads a configuration. A flag that cannot be read is set aside by name; the others answer.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="fetchedAt">When it was fetched.</param>
    /// <param name="diagnostics">Hears of every flag that is set aside, and of every pattern that is none.</param>
    /// <param name="problem">Why the document as a whole is refused.</param>
    /// <param name="models">The models of the bandits that the document refers to; null for none.</param>
    /// <param name="before">The table in use: what is unchanged is taken over from it.</param>
    /// <param name="references">The document's references to bandits, where they were read already; null to read them.</param>
    /// <returns>Null when the document is refused. Never throws.</returns>
    public static FlagTable? Read(
        ReadOnlySpan<byte> utf8,
        DateTimeOffset fetchedAt,
        ILogger diagnostics,
        out string? problem,
        BanditModels? models = null,
        FlagTable? before = null,
        IReadOnlyList<BanditReference>? references = null)
    {
        try
        {
            ReadOnlySpan<byte> text = JsonSanitizer.Sanitize(utf8);
            PatternSet patterns = new(diagnostics, before?.Patterns);
            UfcDocument document = new(text, patterns, new PreviousFlags(before), references);
            problem = document.Read();
            bool isObfuscated = document.IsObfuscated;
            if (isObfuscated)
            {
                patterns = new PatternSet(diagnostics, before?.Patterns);
                document = new UfcDocument(ClientFormat.Decode(text), patterns, default, references, decoded: true);
                problem = document.Read();
            }

            if (problem is not null)
            {
                return null;
            }

            patterns.ReleasePrevious();
            document.Report(diagnostics);
            return new FlagTable
            {
                Flags = document.Flags.ToFrozenDictionary(StringComparer.Ordinal),
                Places = !isObfuscated && text == utf8 ? document.Places : null,
                Patterns = patterns,
                Bandits = new BanditTable(document.BanditReferences, models ?? BanditModels.None, isObfuscated),
                EnvironmentName = document.EnvironmentName,
                PublishedAt = document.PublishedAt,
                FetchedAt = fetchedAt.ToUniversalTime(),
                Named = isObfuscated ? new(StringComparer.Ordinal) : null,
            };
        }
        catch (JsonException exception)
        {
            problem = LogText.Describe(exception);
            return null;
        }
    }
}
