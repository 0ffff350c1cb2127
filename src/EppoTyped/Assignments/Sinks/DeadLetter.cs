namespace EppoTyped;

/// <summary>An event that will never be delivered.</summary>
/// <param name="Event">The event.</param>
/// <param name="Problem">Why: refused, too large, or sent in vain too often.</param>
public readonly record struct DeadLetter(LoggedEvent Event, string Problem);
