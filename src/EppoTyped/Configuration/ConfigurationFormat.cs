namespace EppoTyped;

/// <summary>Reads the configurations of one vendor. Never throws.</summary>
/// <param name="configuration">The responses.</param>
/// <param name="fetchedAt">When they were fetched, where the configuration does not say.</param>
/// <param name="before">The table in use, from which a format may take over what is unchanged; null when there is none.</param>
/// <param name="problem">Why it is refused as a whole.</param>
/// <returns>Null when it is refused.</returns>
internal delegate FlagTable? ConfigurationFormat(EppoConfiguration configuration, DateTimeOffset fetchedAt, FlagTable? before, out string? problem);
