using EppoTyped.Manifest.Naming;

namespace EppoTyped.Manifest.Reading;

/// <summary>What other houses call our types.</summary>
internal static class TypeWords
{
    /// <summary>The word of ours that was meant, among those that may stand there; null when none is near.</summary>
    public static string? Meant(string word, IReadOnlyList<string> allowed)
    {
        string? meant = word.ToUpperInvariant() switch
        {
            "BOOL" or "BOOLEAN" or "TOGGLE" or "FLAG" => "boolean",
            "STR" or "TEXT" or "ENUM" or "STRING" => "string",
            "INT" or "LONG" or "INT32" or "INT64" or "INTEGER" => "integer",
            "NUMERIC" or "NUMBER" or "DOUBLE" or "DECIMAL" or "REAL" or "FLOAT" => "float",
            "JSON" or "OBJECT" or "STRUCT" or "DICTIONARY" or "MAP" => "object",
            "SEMVER" or "VERSION" => "version",
            _ => null,
        };
        return meant is not null && allowed.Contains(meant, StringComparer.Ordinal) ? meant : NearestName.Of(word, allowed);
    }
}
