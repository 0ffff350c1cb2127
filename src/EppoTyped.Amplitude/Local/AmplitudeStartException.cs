namespace EppoTyped.Amplitude;

/// <summary>A local client could not start: there were no flags to be had. Nothing was left running, and it may be started again.</summary>
/// <param name="message">Why, for people. Holds no key.</param>
public sealed class AmplitudeStartException(string message) : Exception(message);
