namespace EppoTyped.Amplitude;

/// <summary>How a subject becomes a user (docs/protocols/amplitude.md, section 5.3).</summary>
internal static class SubjectConversion
{
    /// <summary>Reads every attribute once. Throws what the subject throws.</summary>
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

    /// <summary>The field that the key of a subject becomes.</summary>
    public static string KeyField(SubjectKeyUse keyUse) => keyUse == SubjectKeyUse.UserId ? UserField.UserId : UserField.DeviceId;

    /// <summary>Whether an attribute is a field: the one that holds the key is taken.</summary>
    public static bool IsField(string attribute, string keyField) => attribute != keyField && UserField.Exists(attribute);

    private static string? TextOf(AttributeValue value) => value.Kind switch
    {
        AttributeKind.String => value.AsString,
        AttributeKind.StringList => null,
        _ => EcmaScriptText.Of(JsonSerialization.ToElement(value.ToObject())),
    };
}
