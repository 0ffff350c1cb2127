using System.Collections;

namespace EppoTyped.Fuzz.Tests.Evaluation;

/// <summary>A subject to evaluate for: a key and attributes in one of the forms that callers use, some of which throw.</summary>
internal sealed class HostileSubject
{
    private static readonly string?[] Keys =
        [
            null, "", " ", "alice", "bob", "user-1", "6f9619ff-8b86-d011-b42d-00c04fc964ff", "é", "e\u0301", "😀", "\ud800", "a\u0000\r\n",
            new('k', 54), new('k', 63), new('k', 64), new('k', 300),
        ];

    // Attributes that rules of the corpus use, and others.
    private static readonly string[] Names =
    [
        "country", "email", "age", "id", "version", "size", "device", "missing", "one_of", "matches", "null_flag", "", "unknown", "A",
        "lifetimeValue", "zip", "attr\u0000",
    ];

    private static readonly string HugeKey = new('x', 1_000_000);

    private HostileSubject(string? key, IEnumerable<KeyValuePair<string, object?>>? attributes, ISubject? typed, bool throws) =>
        (Key, Attributes, Typed, Throws) = (key, attributes, typed, throws);

    public string? Key { get; }

    public IEnumerable<KeyValuePair<string, object?>>? Attributes { get; }

    /// <summary>The same as a typed subject; null where there is no key.</summary>
    public ISubject? Typed { get; }

    /// <summary>Whether its attributes may throw: then calls may differ in what they have read.</summary>
    public bool Throws { get; }

    public static HostileSubject Next(Random random)
    {
        string? key = random.Next(20_000) == 0 ? HugeKey : Keys[random.Next(Keys.Length)];
        Dictionary<string, object?> attributes = new(StringComparer.Ordinal);
        for (int count = random.Next(7); count > 0; count--)
        {
            attributes[Names[random.Next(Names.Length)]] = HostileValues.Next(random);
        }

        int form = random.Next(12);
        bool throws = form < 3 || attributes.Values.Any(value => value?.GetType().Name == "ThrowingList");
        IEnumerable<KeyValuePair<string, object?>>? bag = form switch
        {
            0 => new ThrowingBag(),
            1 => new ThrowingDictionary(),
            3 => attributes.Select(pair => pair),
            4 => attributes.ToList(),
            5 => ContextAttributes.FromDict("context", throws ? [] : attributes!),
            6 => null,
            _ => attributes,
        };
        ISubject? typed = form switch
        {
            0 => new ThrowingSubject(() => throw new InvalidOperationException("No key of mine.")),
            1 or 2 => new ThrowingSubject(() => key!),
            _ when throws || key is null => null,
            _ => Copy(key, bag),
        };
        return new HostileSubject(key, bag, typed, throws);
    }

    private static Subject Copy(string key, IEnumerable<KeyValuePair<string, object?>>? attributes)
    {
        Subject subject = new(key);
        foreach ((string name, object? value) in attributes ?? [])
        {
            subject[name] = AttributeValue.From(value);
        }

        return subject;
    }

    private sealed class ThrowingBag : IEnumerable<KeyValuePair<string, object?>>
    {
        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => throw new InvalidOperationException("These attributes throw.");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class ThrowingDictionary : IReadOnlyDictionary<string, object?>
    {
        public int Count => throw new NotSupportedException();

        public IEnumerable<string> Keys => throw new NotSupportedException();

        public IEnumerable<object?> Values => throw new NotSupportedException();

        public object? this[string key] => throw new NotSupportedException();

        public bool ContainsKey(string key) => throw new NotSupportedException();

        public bool TryGetValue(string key, out object? value) => throw new NotSupportedException();

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class ThrowingSubject(Func<string> key) : ISubject
    {
        public string Key => key();

        public bool TryGetAttribute(string name, out AttributeValue value) => throw new InvalidOperationException("No attribute of mine.");

        public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes) =>
            throw new InvalidOperationException("These attributes throw.");
    }
}
