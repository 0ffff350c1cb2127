namespace EppoTyped;

/// <summary>Whom a flag is decided for: a key that never changes, and attributes that rules ask for.</summary>
/// <remarks>Generated records implement it by a <c>switch</c>. An implementation that throws costs its caller the default, nothing more, and is logged once.</remarks>
public interface ISubject
{
    /// <summary>The key that experiments split by. Any text; the empty text is an ordinary key.</summary>
    string Key { get; }

    /// <summary>Gives one attribute. False, or a null value, means that the subject does not have it.</summary>
    /// <param name="name">The name on the wire, compared ordinally.</param>
    /// <param name="value">The attribute.</param>
    bool TryGetAttribute(string name, out AttributeValue value);

    /// <summary>Copies every attribute the subject has, for the log of assignments and for evaluation details.</summary>
    /// <param name="attributes">Takes the attributes under their names on the wire.</param>
    void CopyAttributesTo(IDictionary<string, AttributeValue> attributes);
}
