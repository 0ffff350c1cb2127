namespace EppoTyped.Amplitude;

/// <summary>Converts a subject to a user (docs/protocols/amplitude.md, section 5.3).</summary>
internal static class SubjectConversion
{
    /// <summary>Converts the subject, reading each attribute once. Throws what the subject throws.</summary>
    public static AmplitudeUser ToUser(ISubject subject, SubjectKeyUse keyUse)
    {
        string keyField = KeyField(keyUse);
        Dictionary<string, AttributeValue> attributes = new(StringComparer.Ordinal);
        subject.CopyAttributesTo(attributes);
        AmplitudeUser user = UserField.Set(new AmplitudeUser(), keyField, subject.Key);
        Dictionary<string, object?> properties = new(attributes.Count, StringComparer.Ordinal);
        foreach ((string name, AttributeValue value) in attributes)
        {
            if (value.IsNull)
            {
                continue;
            }

            if (IsField(name, keyField) && TextOf(value) is { } text)
            {
                user = UserField.Set(user, name, text);
            }
            else
            {
                properties[name] = value.ToObject();
            }
        }

        return properties.Count == 0 ? user : user with { UserProperties = properties };
    }

    /// <summary>The JSON name of the id that the subject's key becomes.</summary>
    public static string KeyField(SubjectKeyUse keyUse) => keyUse == SubjectKeyUse.UserId ? UserField.UserId : UserField.DeviceId;

    /// <summary>Whether an attribute becomes a text property of the user; never the one that the key occupies.</summary>
    public static bool IsField(string attribute, string keyField) => attribute != keyField && UserField.Exists(attribute);

    private static string? TextOf(AttributeValue value) => value.Kind switch
    {
        AttributeKind.String => value.AsString,
        AttributeKind.StringList => null,
        _ => EcmaScriptText.Of(JsonSerialization.ToElement(value.ToObject())),
    };
}
