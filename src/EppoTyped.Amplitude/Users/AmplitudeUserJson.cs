using System.Buffers;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>Reads and writes a user as JSON (docs/protocols/amplitude.md, section 2.1).</summary>
internal static class AmplitudeUserJson
{
    public static byte[] ToUtf8(AmplitudeUser user)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions))
        {
            Write(writer, user);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(Utf8JsonWriter writer, AmplitudeUser user)
    {
        writer.WriteStartObject();
        foreach ((string name, Func<AmplitudeUser, string?> get) in UserField.InOrder)
        {
            if (get(user) is { } value)
            {
                writer.WriteString(name, value);
            }
        }

        if (user.UserProperties is { } properties)
        {
            writer.WritePropertyName("user_properties");
            PropertyJson.WriteObject(writer, properties);
        }

        WriteMap(writer, "groups", user.Groups, WriteTexts);
        WriteMap(writer, "group_properties", user.GroupProperties, WriteProperties);
        if (user.CohortIds is { } cohortIds)
        {
            writer.WritePropertyName("cohort_ids");
            WriteTexts(writer, cohortIds);
        }

        WriteMap(writer, "group_cohort_ids", user.GroupCohortIds, static (writer, byName) => WriteMap(writer, byName, WriteTexts));
        writer.WriteEndObject();
    }

    /// <summary>Writes the member <c>groups</c>, which events have too.</summary>
    public static void WriteGroups(Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<string>>? groups) =>
        WriteMap(writer, "groups", groups, WriteTexts);

    public static AmplitudeUser Read(JsonElement json)
    {
        try
        {
            return ReadObject(json);
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("The user contains half a surrogate pair, which is not text.");
        }
    }

    private static AmplitudeUser ReadObject(JsonElement json)
    {
        Expect(json, JsonValueKind.Object, "The user");
        AmplitudeUser user = new();
        foreach (JsonProperty member in json.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null))
        {
            JsonElement value = member.Value;
            user = member.Name switch
            {
                "user_properties" => user with { UserProperties = Properties(value, member.Name) },
                "groups" => user with { Groups = Map<IReadOnlyList<string>>(value, member.Name, Texts) },
                "group_properties" => user with
                {
                    GroupProperties = Map<IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>>>(
                        value, member.Name, (byName, path) => Map<IReadOnlyDictionary<string, object?>>(byName, path, Properties)),
                },
                "cohort_ids" => user with { CohortIds = Texts(value, member.Name) },
                "group_cohort_ids" => user with
                {
                    GroupCohortIds = Map<IReadOnlyDictionary<string, IReadOnlyList<string>>>(
                        value, member.Name, (byName, path) => Map<IReadOnlyList<string>>(byName, path, Texts)),
                },
                string name when UserField.Exists(name) => UserField.Set(user, name, Text(value, name)),
                _ => user,
            };
        }

        return user;
    }

    private static void WriteMap<T>(
        Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, T>? entries, Action<Utf8JsonWriter, T> write)
    {
        if (entries is not null)
        {
            writer.WritePropertyName(name);
            WriteMap(writer, entries, write);
        }
    }

    private static void WriteMap<T>(Utf8JsonWriter writer, IReadOnlyDictionary<string, T> entries, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartObject();
        foreach ((string key, T value) in entries)
        {
            writer.WritePropertyName(key);
            write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteProperties(
        Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> byName) =>
        WriteMap(writer, byName, static (writer, members) => PropertyJson.WriteObject(writer, members));

    private static void WriteTexts(Utf8JsonWriter writer, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray();
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static IReadOnlyDictionary<string, object?> Properties(JsonElement json, string path)
    {
        Expect(json, JsonValueKind.Object, path);
        return PropertyJson.ReadObject(json);
    }

    private static Dictionary<string, T> Map<T>(JsonElement json, string path, Func<JsonElement, string, T> read)
    {
        Expect(json, JsonValueKind.Object, path);
        Dictionary<string, T> map = new(StringComparer.Ordinal);
        foreach (JsonProperty entry in json.EnumerateObject())
        {
            map[entry.Name] = read(entry.Value, $"{path}.{entry.Name}");
        }

        return map;
    }

    private static IReadOnlyList<string> Texts(JsonElement json, string path)
    {
        Expect(json, JsonValueKind.Array, path);
        return [.. json.EnumerateArray().Select(item => Text(item, path))];
    }

    /// <summary>A number or a boolean in the place of a text is taken by its JSON text.</summary>
    private static string Text(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
        _ => throw new JsonException($"{path} is {JsonKindNames.Of(json.ValueKind)}, but must be a string."),
    };

    private static void Expect(JsonElement json, JsonValueKind kind, string path)
    {
        if (json.ValueKind != kind)
        {
            throw new JsonException($"{path} is {JsonKindNames.Of(json.ValueKind)}, but must be {JsonKindNames.Of(kind)}.");
        }
    }
}
