namespace EppoTyped.Amplitude;

/// <summary>Copies of dictionaries with one entry changed.</summary>
internal static class Copies
{
    public static Dictionary<string, TValue> With<TValue>(IReadOnlyDictionary<string, TValue>? entries, string key, TValue value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Dictionary<string, TValue> copy = new((entries?.Count ?? 0) + 1, StringComparer.Ordinal);
        foreach ((string name, TValue kept) in entries ?? new Dictionary<string, TValue>())
        {
            copy[name] = kept;
        }

        copy[key] = value;
        return copy;
    }
}
