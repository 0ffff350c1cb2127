namespace EppoTyped;

/// <summary>The id of an event. Copies of an event share it; its text is made when it is first read, off the path of the call.</summary>
/// <remarks>
/// Random, and not a hash of the event: one of the subject would still identify it after the subject is redacted, and one of flag,
/// variation and subject would come again when the variation has changed there and back.
/// </remarks>
internal sealed class EventIdentity(string? text = null) : IEquatable<EventIdentity>
{
    private string? _text = text;

    public string Text => Volatile.Read(ref _text) ?? Made();

    /// <summary>Always true, so that events are compared by their other members.</summary>
    public bool Equals(EventIdentity? other) => other is not null;

    public override bool Equals(object? obj) => obj is EventIdentity;

    public override int GetHashCode() => 0;

    private string Made()
    {
        string made = Guid.NewGuid().ToString("D");
        return Interlocked.CompareExchange(ref _text, made, null) ?? made;
    }
}
