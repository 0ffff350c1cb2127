namespace EppoTyped;

/// <summary>One of the actions a bandit chooses from: a key and attributes. Generated records implement it with a <c>switch</c>.</summary>
/// <remarks>Numbers are numeric attributes, texts and booleans categorical ones (docs/protocols/eppo.md, section 8.3).</remarks>
public interface IBanditAction
{
    /// <summary>The action's key. Of several actions of one key in a call the first one is used.</summary>
    string Key { get; }

    /// <summary>Gets an attribute. False, or <see cref="AttributeKind.Null"/>, means that the action does not have it.</summary>
    /// <param name="name">The attribute's name on the wire, compared ordinally.</param>
    /// <param name="value">The attribute's value.</param>
    bool TryGetAttribute(string name, out AttributeValue value);

    /// <summary>Copies every attribute of the action, for the event of the choice.</summary>
    /// <param name="attributes">Receives the attributes by their names on the wire.</param>
    void CopyAttributesTo(IDictionary<string, AttributeValue> attributes);
}
