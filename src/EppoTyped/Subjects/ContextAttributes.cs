using System.Collections;

namespace EppoTyped;

/// <summary>Attributes of a subject or of an action as a bandit takes them: numbers in one bag, texts and booleans in another.</summary>
/// <remarks>
/// The indexer sorts by type (numbers are numeric, texts and booleans categorical, anything else is dropped: docs/protocols/eppo.md,
/// section 8.3). What is put into a bag directly is taken as given: a number among the categorical attributes counts by its text, anything but
/// a number among the numeric ones is missing. Fill it before it is used: it is not made for changes while a bandit chooses.
/// </remarks>
public sealed class ContextAttributes : IReadOnlyCollection<KeyValuePair<string, object?>>
{
    private readonly Dictionary<string, AttributeValue> _numeric = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttributeValue> _categorical = new(StringComparer.Ordinal);

    /// <summary>No attributes yet.</summary>
    /// <param name="key">The subject or the action they belong to; only a call that takes its subject in this form reads it.</param>
    public ContextAttributes(string? key = null) => Key = key;

    /// <summary>The two bags, copied; either may be null.</summary>
    /// <param name="key">The subject or the action they belong to.</param>
    /// <param name="categoricalAttributes">Texts by name.</param>
    /// <param name="numericAttributes">Numbers by name.</param>
    public ContextAttributes(string? key, IEnumerable<KeyValuePair<string, string>>? categoricalAttributes, IEnumerable<KeyValuePair<string, double>>? numericAttributes)
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

    /// <summary>The subject or the action they belong to.</summary>
    public string? Key { get; }

    /// <summary>The numeric attributes by name.</summary>
    public IDictionary<string, AttributeValue> Numeric => _numeric;

    /// <summary>The categorical attributes by name.</summary>
    public IDictionary<string, AttributeValue> Categorical => _categorical;

    /// <summary>The number of distinct names.</summary>
    public int Count => _categorical.Count + _numeric.Keys.Count(name => !_categorical.ContainsKey(name));

    /// <summary>An attribute by its name, the categorical one where both bags have it. Setting one puts it into the bag of its type and out of the other.</summary>
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

// Oblivious on purpose: a Dictionary<string, object> and a Dictionary<string, object?> both come without a warning.
#nullable disable annotations
    /// <summary>Attributes of one bag, sorted by type.</summary>
    /// <param name="key">The subject or the action they belong to.</param>
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

    /// <summary>Every attribute once, the categorical one where both bags have it: what the rules of a flag see.</summary>
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

    /// <summary>The key and nothing else: attributes may be personal.</summary>
    public override string ToString() => Key ?? "";

    internal bool TryGet(string name, out AttributeValue value) => _categorical.TryGetValue(name, out value) || _numeric.TryGetValue(name, out value);

    internal bool TryGetNumeric(string name, out AttributeValue value) => _numeric.TryGetValue(name, out value);

    internal bool TryGetCategorical(string name, out AttributeValue value) => _categorical.TryGetValue(name, out value);
}
