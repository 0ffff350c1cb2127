using System.Collections;

namespace EppoTyped;

/// <summary>
/// A subject with attributes by name, for callers without a generated record: <c>new Subject("user-1") { ["country"] = "US" }</c>.
/// </summary>
/// <remarks>Set all attributes before it is used: they must not change while a flag is evaluated.</remarks>
public sealed class Subject : ISubject, IReadOnlyCollection<KeyValuePair<string, AttributeValue>>
{
    private readonly Dictionary<string, AttributeValue> _attributes = new(StringComparer.Ordinal);

    /// <summary>Creates a subject without attributes.</summary>
    /// <param name="key">The key that experiments split by. Any text; the empty text is a valid key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public Subject(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <summary>The number of attributes.</summary>
    public int Count => _attributes.Count;

    /// <summary>An attribute by its name, compared ordinally; <see cref="AttributeKind.Null"/> when it was not set.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public AttributeValue this[string name]
    {
        get => _attributes.GetValueOrDefault(name);
        set => _attributes[name] = value;
    }

    /// <inheritdoc/>
    public bool TryGetAttribute(string name, out AttributeValue value) => _attributes.TryGetValue(name, out value);

    /// <inheritdoc/>
    public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        foreach ((string name, AttributeValue value) in _attributes)
        {
            attributes[name] = value;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, AttributeValue>> GetEnumerator() => _attributes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The key alone, because attributes may be personal.</summary>
    public override string ToString() => Key;
}
