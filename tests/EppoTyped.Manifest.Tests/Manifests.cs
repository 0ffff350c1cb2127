using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Manifest.Tests;

/// <summary>Manifests that several tests read.</summary>
internal static class Manifests
{
    /// <summary>The manifest of the design, which uses everything.</summary>
    public const string Design = """
        {
          "$schema": "./flags.schema.json",
          "subjects": {
            "user": {
              "description": "A shopper.",
              "attributes": {
                "country":           { "type": "string", "description": "ISO 3166-1 alpha-2" },
                "age":               { "type": "integer" },
                "loyalty_tier":      { "type": "string", "values": ["basic", "gold"] },
                "is_returning_user": { "type": "boolean", "required": true },
                "app_version":       { "type": "version" }
              }
            }
          },
          "flags": {
            "checkout": {
              "flagType": "string",
              "defaultValue": "standard_checkout",
              "variations": ["standard_checkout", "fast_checkout"],
              "subject": "user",
              "description": "Which checkout a shopper sees.",
              "metadata": { "owner": "payments", "expires": "2027-03-31" }
            },
            "kill-switch":  { "flagType": "boolean", "defaultValue": false },
            "num-results":  { "flagType": "integer", "defaultValue": 10, "minimum": 1, "maximum": 100 },
            "price":        { "flagType": "float", "defaultValue": 9.99 },
            "campaign":     { "flagType": "object",
                              "defaultValue": { "hero": false, "hero_image": "placeholder.png", "hero_title": null, "tags": [] },
                              "schema": { "hero": "boolean", "hero_image": "string", "hero_title": "string?", "tags": ["string"] } },
            "banner-bandit":{ "flagType": "string", "defaultValue": "control", "variations": ["control", "banner_bandit"], "subject": "user",
                              "bandit": { "actionAttributes": { "brand_affinity": { "type": "number" }, "image_aspect_ratio": { "type": "string" } } } },
            "dark-mode":    { "flagType": "boolean", "defaultValue": false, "deprecated": { "message": "Shipped to all.", "replaceWith": true } }
          }
        }
        """;

    public static ManifestFile Read(string text) => ManifestReader.Read("flags.json", text);

    /// <summary>A manifest with these flags and, where needed, a subject.</summary>
    public static string WithFlags(string flags) => $$"""{ "subjects": { "user": { "attributes": { } } }, "flags": { {{flags}} } }""";

    /// <summary>What the whole reader says of one file: <c>EPPO1005 2:14</c>, lines and columns from 1 as editors count.</summary>
    public static IReadOnlyList<string> Findings(string text) => [.. ManifestSet.Combine([Read(text)]).Findings.Select(Place)];

    public static string Place(Finding finding) => $"{finding.Rule.Id} {finding.Range.StartLine + 1}:{finding.Range.StartColumn + 1}";
}
