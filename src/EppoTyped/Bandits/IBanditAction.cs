namespace EppoTyped;

/// <summary>One of the actions a bandit chooses among: a key and attributes. Generated records implement it by a <c>switch</c>.</summary>
/// <remarks>Numbers count as numeric attributes, texts and booleans as categorical ones (docs/protocols/eppo.md, section 8.3).</remarks>
public interface IBanditAction
{
    /// <summary>The action's key, distinct among the actions of a call.</summary>
    string Key { get; }

    /// <summary>Gives one attribute. False, or a null value, means that the action does not have it.</summary>
    /// <param name="name">The name on the wire, compared ordinally.</param>
    /// <param name="value">The attribute.</param>
    bool TryGetAttribute(string name, out AttributeValue value);

    /// <summary>Copies every attribute the action has, for the event of the choice.</summary>
    /// <param name="attributes">Takes the attributes under their names on the wire.</param>
    void CopyAttributesTo(IDictionary<string, AttributeValue> attributes);
}
