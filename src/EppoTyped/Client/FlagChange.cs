namespace EppoTyped;

/// <summary>How a new configuration changes a flag.</summary>
public enum FlagChange
{
    /// <summary>The flag is new.</summary>
    Added,

    /// <summary>Its definition has changed: its rules, its traffic, its variations, or whether it is enabled.</summary>
    Changed,

    /// <summary>The flag is gone.</summary>
    Removed,
}
