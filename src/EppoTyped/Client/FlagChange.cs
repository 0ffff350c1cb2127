namespace EppoTyped;

/// <summary>What a new configuration did to a flag.</summary>
public enum FlagChange
{
    /// <summary>It is there and was not before.</summary>
    Added,

    /// <summary>Its definition is another one: its rules, its traffic, its variations, whether it is enabled.</summary>
    Changed,

    /// <summary>It is no longer there.</summary>
    Removed,
}
