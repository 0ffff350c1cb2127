namespace EppoTyped;

/// <summary>Reads the configurations of one vendor. Never throws.</summary>
/// <param name="response">What a source sent.</param>
/// <param name="fetchedAt">When it was fetched, where the response does not say.</param>
/// <param name="before">The table in use, from which a format may take over what is unchanged; null when there is none.</param>
/// <param name="problem">Why it is refused as a whole.</param>
/// <returns>Null when it is refused.</returns>
internal delegate FlagTable? ConfigurationFormat(ConfigurationResponse response, DateTimeOffset fetchedAt, FlagTable? before, out string? problem);
