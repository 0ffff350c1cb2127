using EppoTyped.Manifest.Naming;

namespace EppoTyped.Manifest.Reading;

/// <summary>Maps the names that other products use for types to those of a manifest.</summary>
internal static class TypeWords
{
    /// <summary>The allowed word that was probably meant; null when none is near.</summary>
    public static string? FindIntended(string word, IReadOnlyList<string> allowed)
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
