namespace EppoTyped;

/// <summary>Reads the configurations of one vendor. Never throws.</summary>
/// <param name="response">The response of a source.</param>
/// <param name="fetchedAt">When it was fetched, for a response without that time.</param>
/// <param name="previous">The table in use, whose unchanged flags may be reused; null for none.</param>
/// <param name="problem">Why the whole configuration is refused; null when it is not.</param>
/// <returns>Null when the configuration is refused.</returns>
internal delegate FlagTable? ConfigurationFormat(
    ConfigurationResponse response, DateTimeOffset fetchedAt, FlagTable? previous, out string? problem);
