using System.Collections;

namespace EppoTyped;

/// <summary>
/// Attributes of a subject or an action for a bandit: numeric ones (numbers) and categorical ones (texts and booleans) apart.
/// </summary>
/// <remarks>
/// The indexer stores by type: numbers are numeric, texts and booleans categorical, anything else is dropped (docs/protocols/eppo.md,
/// section 8.3). Values that are added to <see cref="Numeric"/> or <see cref="Categorical"/> directly keep their place: a number among the
/// categorical attributes is used by its text; a value among the numeric attributes that is not a number counts as missing. Set all
/// attributes before the object is used: they must not change while a bandit chooses.
/// </remarks>
public sealed class ContextAttributes : IReadOnlyCollection<KeyValuePair<string, object?>>
{
    private readonly Dictionary<string, AttributeValue> _numeric = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttributeValue> _categorical = new(StringComparer.Ordinal);

    /// <summary>Creates an object without attributes.</summary>
    /// <param name="key">
    /// The key of the subject or the action. Read only by calls that take their subject as <see cref="ContextAttributes"/>.
    /// </param>
    public ContextAttributes(string? key = null) => Key = key;

    /// <summary>Creates an object from copies of numeric and categorical attributes; either may be null.</summary>
    /// <param name="key">The key of the subject or the action.</param>
    /// <param name="categoricalAttributes">Texts by name.</param>
    /// <param name="numericAttributes">Numbers by name.</param>
    public ContextAttributes(
        string? key,
        IEnumerable<KeyValuePair<string, string>>? categoricalAttributes,
        IEnumerable<KeyValuePair<string, double>>? numericAttributes)
    {
        Key = key;
        foreach ((string name, string text) in categoricalAttributes ?? [])
        {
            _categorical[name] = text;
        }

        foreach ((string name, double number) in numericAttributes ?? [])
        {
            _numeric[name] = number;
        }
    }

    /// <summary>The key of the subject or the action; null when it has none.</summary>
    public string? Key { get; }

    /// <summary>The numeric attributes by name.</summary>
    public IDictionary<string, AttributeValue> Numeric => _numeric;

    /// <summary>The categorical attributes by name.</summary>
    public IDictionary<string, AttributeValue> Categorical => _categorical;

    /// <summary>The number of distinct names.</summary>
    public int Count => _categorical.Count + _numeric.Keys.Count(name => !_categorical.ContainsKey(name));

    /// <summary>
    /// An attribute by its name, the categorical one where both have it; <see cref="AttributeKind.Null"/> where neither has it. Setting a
    /// value stores it as numeric or categorical by its type, and removes the other one.
    /// </summary>
    public AttributeValue this[string name]
    {
        get => TryGet(name, out AttributeValue value) ? value : default;
        set
        {
            _numeric.Remove(name);
            _categorical.Remove(name);
            if (value.Kind is AttributeKind.Integer or AttributeKind.Number)
            {
                _numeric[name] = value;
            }
            else if (value.Kind is AttributeKind.String or AttributeKind.Boolean)
            {
                _categorical[name] = value;
            }
        }
    }

// Oblivious on purpose: a Dictionary<string, object> and a Dictionary<string, object?> are both accepted without a warning.
#nullable disable annotations
    /// <summary>Creates an object from attributes by name; each is stored as numeric or categorical by its type.</summary>
    /// <param name="key">The key of the subject or the action.</param>
    /// <param name="attributes">The attributes by name; null for none.</param>
    public static ContextAttributes FromDict(string key, IEnumerable<KeyValuePair<string, object>> attributes)
    {
        ContextAttributes context = new(key);
        foreach ((string name, object value) in attributes ?? [])
        {
            context[name] = AttributeValue.From(value);
        }

        return context;
    }
#nullable restore annotations

    /// <summary>Every attribute once, the categorical one where both have it: what the rules of a flag are evaluated with.</summary>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        foreach ((string name, AttributeValue value) in _categorical)
        {
            yield return new(name, value.ToObject());
        }

        foreach ((string name, AttributeValue value) in _numeric)
        {
            if (!_categorical.ContainsKey(name))
            {
                yield return new(name, value.ToObject());
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The key alone, because attributes may be personal; empty without a key.</summary>
    public override string ToString() => Key ?? "";

    internal bool TryGet(string name, out AttributeValue value) =>
        _categorical.TryGetValue(name, out value) || _numeric.TryGetValue(name, out value);

    internal bool TryGetNumeric(string name, out AttributeValue value) => _numeric.TryGetValue(name, out value);

    internal bool TryGetCategorical(string name, out AttributeValue value) => _categorical.TryGetValue(name, out value);
}
