namespace EppoTyped;

/// <summary>What a flag is evaluated for, such as a user: a key that never changes, and attributes for rules.</summary>
/// <remarks>
/// Generated records implement it with a <c>switch</c>. When an implementation throws, the call returns the caller's default, and the
/// exception is logged once.
/// </remarks>
public interface ISubject
{
    /// <summary>The key that experiments split by. Any text; the empty text is a valid key.</summary>
    string Key { get; }

    /// <summary>Gets an attribute. False, or <see cref="AttributeKind.Null"/>, means that the subject does not have it.</summary>
    /// <param name="name">The attribute's name on the wire, compared ordinally.</param>
    /// <param name="value">The attribute's value.</param>
    bool TryGetAttribute(string name, out AttributeValue value);

    /// <summary>Copies every attribute of the subject, for assignment events and evaluation details.</summary>
    /// <param name="attributes">Receives the attributes by their names on the wire.</param>
    void CopyAttributesTo(IDictionary<string, AttributeValue> attributes);
}
