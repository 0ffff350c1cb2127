namespace EppoTyped;

/// <summary>What makes an event this one and no other. Copies of an event share it; its text is made when somebody first reads it, off the path of the call.</summary>
/// <remarks>
/// Random, and made of nothing that the event says: a hash of a subject would still tell who it was after the subject is redacted, and one of flag, variation and subject
/// would make one event of there, back and there again.
/// </remarks>
internal sealed class EventIdentity(string? text = null) : IEquatable<EventIdentity>
{
    private string? _text = text;

    public string Text => Volatile.Read(ref _text) ?? Made();

    /// <summary>Always: two events are equal when they say the same.</summary>
    public bool Equals(EventIdentity? other) => other is not null;

    public override bool Equals(object? obj) => obj is EventIdentity;

    public override int GetHashCode() => 0;

    private string Made()
    {
        string made = Guid.NewGuid().ToString("D");
        return Interlocked.CompareExchange(ref _text, made, null) ?? made;
    }
}
