namespace EppoTyped.Amplitude;

// A user is a subject, and any subject is a user: the typed accessors know subjects only.
public sealed partial record AmplitudeUser : ISubject
{
    /// <inheritdoc/>
    string ISubject.Key => UserId ?? DeviceId ?? "";

    /// <summary>Makes a user of a subject: its key becomes the user id, an attribute named like a field of a user (<c>country</c>, <c>device_id</c>, ...) that field, any other a user property.</summary>
    /// <param name="subject">The subject; a user is given back as it is.</param>
    /// <param name="key">What the key becomes.</param>
    /// <returns>The user. A list under the name of a field, which is a text, stays a user property.</returns>
    public static AmplitudeUser From(ISubject subject, SubjectKeyUse key = SubjectKeyUse.UserId)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject as AmplitudeUser ?? SubjectConversion.ToUser(subject, key);
    }

    /// <inheritdoc/>
    bool ISubject.TryGetAttribute(string name, out AttributeValue value)
    {
        if (UserField.Of(this, name) is { } field)
        {
            value = field;
            return true;
        }

        object? property = null;
        bool found = UserProperties?.TryGetValue(name, out property) ?? false;
        value = AttributeValue.From(property);
        return found;
    }

    /// <inheritdoc/>
    void ISubject.CopyAttributesTo(IDictionary<string, AttributeValue> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        foreach ((string name, object? value) in UserProperties ?? new Dictionary<string, object?>())
        {
            attributes[name] = AttributeValue.From(value);
        }

        foreach ((string name, Func<AmplitudeUser, string?> get) in UserField.InOrder)
        {
            if (get(this) is { } value)
            {
                attributes[name] = value;
            }
        }
    }
}
