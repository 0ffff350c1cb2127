namespace EppoTyped;

/// <summary>Where the configuration in use comes from, in order of worth: a lesser one never takes the place of a greater one by itself.</summary>
internal enum ConfigurationOrigin
{
    None,

    /// <summary>Given with the options, or later as an initial one.</summary>
    Initial,

    /// <summary>The last good one, from disk.</summary>
    Cache,

    /// <summary>The source's, or set by the application.</summary>
    Fetched,
}
