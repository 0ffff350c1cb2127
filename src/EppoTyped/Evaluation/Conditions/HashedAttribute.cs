namespace EppoTyped;

/// <summary>Finds an attribute by the hash of its name, by hashing the names of all the subject's attributes.</summary>
internal static class HashedAttribute
{
    private static readonly string Id = ObfuscatedText.Hash("id");

    /// <summary>Reads the attribute. The subject's key stands in for a missing <c>id</c>. Throws what the subject throws.</summary>
    public static AttributeValue Read(string hash, scoped in SubjectView subject, out string? name)
    {
        Dictionary<string, AttributeValue> attributes = new(StringComparer.Ordinal);
        subject.CopyAttributesTo(attributes);
        foreach ((string candidate, AttributeValue value) in attributes)
        {
            if (string.Equals(ObfuscatedText.Hash(candidate), hash, StringComparison.Ordinal))
            {
                name = candidate;
                return value;
            }
        }

        bool isId = string.Equals(hash, Id, StringComparison.Ordinal);
        name = isId ? "id" : null;
        return isId ? AttributeValue.Of(subject.Key) : default;
    }
}
