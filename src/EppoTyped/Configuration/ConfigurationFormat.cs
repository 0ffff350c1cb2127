namespace EppoTyped;

/// <summary>Reads the configurations of another vendor. Never throws.</summary>
/// <param name="configuration">The responses.</param>
/// <param name="fetchedAt">When they were fetched, where the configuration does not say.</param>
/// <param name="problem">Why it is refused as a whole.</param>
/// <returns>Null when it is refused.</returns>
internal delegate FlagTable? ConfigurationFormat(EppoConfiguration configuration, DateTimeOffset fetchedAt, out string? problem);
