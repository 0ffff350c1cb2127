namespace EppoTyped;

/// <summary>The flags that a new configuration has changed, by content: a flag that was sent again as it was is not among them.</summary>
/// <param name="added">The keys of flags that are new.</param>
/// <param name="removed">The keys of flags that are gone.</param>
/// <param name="changed">The keys of flags that have changed.</param>
public sealed class ConfigurationChangedEventArgs(
    IReadOnlyList<string> added, IReadOnlyList<string> removed, IReadOnlyList<string> changed) : EventArgs
{
    /// <summary>The keys of flags that are new, in ordinal order.</summary>
    public IReadOnlyList<string> Added { get; } = added;

    /// <summary>The keys of flags that are gone, in ordinal order.</summary>
    public IReadOnlyList<string> Removed { get; } = removed;

    /// <summary>The keys of flags that have changed, in ordinal order.</summary>
    public IReadOnlyList<string> Changed { get; } = changed;

    /// <summary>The environment that the new configuration belongs to; null when it does not contain one.</summary>
    public string? EnvironmentName { get; init; }

    /// <summary>The environment of the one before; null when it did not contain one, and for the first configuration.</summary>
    public string? PreviousEnvironmentName { get; init; }

    /// <summary>Compares two configurations.</summary>
    /// <returns>Null when no flag differs, and neither does the environment.</returns>
    internal static ConfigurationChangedEventArgs? Between(FlagTable before, FlagTable after)
    {
        List<string> added = [], removed = [], changed = [];
        foreach ((string key, CompiledFlag flag) in after.Flags)
        {
            if (!before.Flags.TryGetValue(key, out CompiledFlag? previous))
            {
                added.Add(key);
            }
            else if (previous.Fingerprint != flag.Fingerprint || flag.Fingerprint == 0)
            {
                changed.Add(key);
            }
        }

        foreach (string key in before.Flags.Keys)
        {
            if (!after.Flags.ContainsKey(key))
            {
                removed.Add(key);
            }
        }

        if (added.Count + removed.Count + changed.Count == 0 && !after.IsOfAnotherEnvironment(before))
        {
            return null;
        }

        added.Sort(StringComparer.Ordinal);
        removed.Sort(StringComparer.Ordinal);
        changed.Sort(StringComparer.Ordinal);
        return new ConfigurationChangedEventArgs(added.AsReadOnly(), removed.AsReadOnly(), changed.AsReadOnly())
        {
            EnvironmentName = after.EnvironmentName,
            PreviousEnvironmentName = before.EnvironmentName,
        };
    }
}
