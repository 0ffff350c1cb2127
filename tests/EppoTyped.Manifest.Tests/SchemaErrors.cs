using System.Text.Json;
using Json.Schema;

namespace EppoTyped.Manifest.Tests;

/// <summary>What a JSON Schema reports about a document, one line each; empty where it is valid.</summary>
internal static class SchemaErrors
{
    private static readonly EvaluationOptions List = new() { OutputFormat = OutputFormat.List };

    public static IReadOnlyList<string> Of(JsonSchema schema, string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        if (schema.Evaluate(document.RootElement).IsValid)
        {
            return [];
        }

        // Some keywords, such as "not", refuse without a word; the place in the schema says which one it was.
        return
        [
            .. schema.Evaluate(document.RootElement, List).Details!
                .Where(detail => !detail.IsValid)
                .Select(detail => $"{detail.InstanceLocation} {(detail.Errors is { } errors ? string.Join(", ", errors.Values) : detail.EvaluationPath)}"),
        ];
    }
}
