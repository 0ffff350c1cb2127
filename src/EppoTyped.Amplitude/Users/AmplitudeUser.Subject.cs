namespace EppoTyped.Amplitude;

// Typed accessors take subjects, so a user is one, and any subject can become a user.
public sealed partial record AmplitudeUser : ISubject
{
    /// <inheritdoc/>
    string ISubject.Key => UserId ?? DeviceId ?? "";

    /// <summary>Converts a subject to a user.</summary>
    /// <remarks>
    /// The key becomes the user id or the device id. An attribute with the JSON name of a text property of a user (<c>country</c>,
    /// <c>device_id</c>, ...) becomes that property, by its text; every other attribute becomes a user property, and so does a list of
    /// texts.
    /// </remarks>
    /// <param name="subject">The subject; an <see cref="AmplitudeUser"/> is returned as it is.</param>
    /// <param name="key">Which id the key becomes.</param>
    /// <returns>The user.</returns>
    /// <exception cref="ArgumentNullException">The subject is null.</exception>
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
