namespace EppoTyped.Amplitude;

/// <summary>A local client could not start, because it could not get flags. Nothing is left running; it may be started again.</summary>
/// <param name="message">The reason. Contains no key.</param>
public sealed class AmplitudeStartException(string message) : Exception(message);
