namespace EppoTyped;

/// <summary>
/// A subject as an evaluation reads it: typed, or a key with attributes by name. A ref struct, so that neither form allocates.
/// </summary>
internal readonly ref struct SubjectView
{
    private readonly ISubject? _subject;
    private readonly IEnumerable<KeyValuePair<string, object?>>? _attributes;

    /// <summary>A typed subject; null has neither key nor attributes. Reads the key once, and throws what the subject throws.</summary>
    public SubjectView(ISubject? subject) => (_subject, Key) = (subject, subject?.Key);

    /// <summary>A key with attributes by name; both may be null.</summary>
    public SubjectView(string? key, IEnumerable<KeyValuePair<string, object?>>? attributes) => (Key, _attributes) = (key, attributes);

    /// <summary>The key; null when the call has none.</summary>
    public string? Key { get; }

    /// <summary>The typed subject; null for a key with attributes by name.</summary>
    public ISubject? Typed => _subject;

    /// <summary>The caller's object that holds the attributes: the typed subject, or the attributes by name; null for neither.</summary>
    public object? Source => (object?)_subject ?? _attributes;

    /// <summary>Gets an attribute by its name on the wire, without the implicit <c>id</c>. Throws what the subject throws.</summary>
    /// <returns>True when the subject has the attribute, also when its value is null.</returns>
    public bool TryGetAttribute(string name, out AttributeValue value)
    {
        if (_subject is not null)
        {
            return _subject.TryGetAttribute(name, out value);
        }

        bool found;
        object? boxed;
        switch (_attributes)
        {
            case null:
                value = default;
                return false;
            case ContextAttributes context:
                return context.TryGet(name, out value);
            case Dictionary<string, object?> dictionary:
                found = dictionary.TryGetValue(name, out boxed);
                break;
            case IReadOnlyDictionary<string, object?> dictionary:
                found = dictionary.TryGetValue(name, out boxed);
                break;
            case IDictionary<string, object?> dictionary:
                found = dictionary.TryGetValue(name, out boxed);
                break;
            default:
                found = TryFind(_attributes, name, out boxed);
                break;
        }

        value = AttributeValue.From(boxed);
        return found;
    }

    /// <summary>The subject as an <see cref="ISubject"/>: the typed one, or a copy. Throws what the attributes throw.</summary>
    /// <returns>Null without a key.</returns>
    public ISubject? AsSubject()
    {
        if (_subject is not null || Key is null)
        {
            return _subject;
        }

        Subject subject = new(Key);
        foreach ((string name, object? value) in _attributes ?? [])
        {
            subject[name] = AttributeValue.From(value);
        }

        return subject;
    }

    /// <summary>Copies every attribute as the caller passed it. Throws what the subject throws.</summary>
    public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes)
    {
        _subject?.CopyAttributesTo(attributes);
        foreach ((string name, object? value) in _attributes ?? [])
        {
            attributes[name] = AttributeValue.From(value);
        }
    }

    private static bool TryFind(IEnumerable<KeyValuePair<string, object?>> attributes, string name, out object? value)
    {
        bool found = false;
        value = null;
        foreach (KeyValuePair<string, object?> attribute in attributes)
        {
            if (string.Equals(attribute.Key, name, StringComparison.Ordinal))
            {
                (found, value) = (true, attribute.Value);
            }
        }

        return found;
    }
}
