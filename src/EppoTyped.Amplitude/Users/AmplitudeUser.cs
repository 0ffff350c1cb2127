using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>
/// The user that Amplitude Experiment evaluates for. Every property is optional; a flag that is bucketed by an id needs that id.
/// </summary>
/// <remarks>
/// <para>It is also a subject, so accessors and clients accept it as it is. Its key is the user id, else the device id, else the empty
/// text.</para>
/// <para>Dictionaries are not copied: do not change them afterwards. Two users are equal if their properties are; dictionaries are compared
/// by reference.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial record AmplitudeUser
{
    /// <summary>A user by its ids.</summary>
    /// <param name="userId"><see cref="UserId"/>.</param>
    /// <param name="deviceId"><see cref="DeviceId"/>.</param>
    public AmplitudeUser(string? userId = null, string? deviceId = null) => (UserId, DeviceId) = (userId, deviceId);

    /// <summary>The id of the user in your own system; <c>user_id</c> in JSON.</summary>
    public string? UserId { get; init; }

    /// <summary>The id of the device or browser, see <see cref="AmplitudeCookie"/>; <c>device_id</c> in JSON.</summary>
    public string? DeviceId { get; init; }

    /// <summary>The country; <c>country</c> in JSON.</summary>
    public string? Country { get; init; }

    /// <summary>The city; <c>city</c> in JSON.</summary>
    public string? City { get; init; }

    /// <summary>The region; <c>region</c> in JSON.</summary>
    public string? Region { get; init; }

    /// <summary>The designated market area; <c>dma</c> in JSON.</summary>
    public string? Dma { get; init; }

    /// <summary>The language; <c>language</c> in JSON.</summary>
    public string? Language { get; init; }

    /// <summary>The platform; <c>platform</c> in JSON.</summary>
    public string? Platform { get; init; }

    /// <summary>The version of the application; <c>version</c> in JSON.</summary>
    public string? Version { get; init; }

    /// <summary>The operating system; <c>os</c> in JSON.</summary>
    public string? Os { get; init; }

    /// <summary>The manufacturer of the device; <c>device_manufacturer</c> in JSON.</summary>
    public string? DeviceManufacturer { get; init; }

    /// <summary>The brand of the device; <c>device_brand</c> in JSON.</summary>
    public string? DeviceBrand { get; init; }

    /// <summary>The model of the device; <c>device_model</c> in JSON.</summary>
    public string? DeviceModel { get; init; }

    /// <summary>The carrier; <c>carrier</c> in JSON.</summary>
    public string? Carrier { get; init; }

    /// <summary>The library that sends the user; <c>library</c> in JSON. Remote evaluation fills it on a copy where it is empty.</summary>
    public string? Library { get; init; }

    /// <summary>The IP address of the user; <c>ip_address</c> in JSON.</summary>
    public string? IpAddress { get; init; }

    /// <summary>
    /// Properties of your own by name; <c>user_properties</c> in JSON. Values are text, numbers, booleans, lists of these, dictionaries
    /// with text keys, or <see cref="JsonElement"/>. Enums, GUIDs, dates and times are taken by their text; null, and a value of any other
    /// type, is null.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? UserProperties { get; init; }

    /// <summary>The names of the user's groups by group type; <c>groups</c> in JSON. Evaluation uses the first name of each type.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Groups { get; init; }

    /// <summary>The properties of groups by group type and group name; <c>group_properties</c> in JSON.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>>>? GroupProperties { get; init; }

    /// <summary>
    /// The ids of the user's cohorts; <c>cohort_ids</c> in JSON. Cohort synchronization of the local client replaces them.
    /// </summary>
    public IReadOnlyList<string>? CohortIds { get; init; }

    /// <summary>The ids of groups' cohorts by group type and group name; <c>group_cohort_ids</c> in JSON.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>? GroupCohortIds { get; init; }

    /// <summary>A copy with one more user property, or another value of it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, of a type that <see cref="UserProperties"/> takes.</param>
    public AmplitudeUser WithUserProperty(string name, object? value) =>
        this with { UserProperties = Copies.With(UserProperties, name, value) };

    /// <summary>A copy in this group, as the only one of its type.</summary>
    /// <param name="groupType">The group type, such as <c>org name</c>.</param>
    /// <param name="groupName">The name of the group.</param>
    /// <param name="properties">The group's properties; null keeps those it has.</param>
    public AmplitudeUser WithGroup(string groupType, string groupName, IReadOnlyDictionary<string, object?>? properties = null)
    {
        AmplitudeUser inGroup = this with { Groups = Copies.With(Groups, groupType, [groupName]) };
        if (properties is null)
        {
            return inGroup;
        }

        Dictionary<string, IReadOnlyDictionary<string, object?>> byName =
            Copies.With(GroupProperties?.GetValueOrDefault(groupType), groupName, properties);
        return inGroup with { GroupProperties = Copies.With(GroupProperties, groupType, byName) };
    }

    /// <summary>
    /// Reads a user from JSON, such as <c>{"user_id":"u1","country":"DE"}</c>. Unknown members and members that are null are ignored.
    /// </summary>
    /// <param name="json">A JSON object.</param>
    /// <exception cref="JsonException">The text is not a JSON object, or a member has the wrong type; the message names it.</exception>
    public static AmplitudeUser FromJson(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return FromJson(document.RootElement);
    }

    /// <inheritdoc cref="FromJson(string)"/>
    public static AmplitudeUser FromJson(JsonElement json) => AmplitudeUserJson.Read(json);

    /// <summary>The user as compact JSON, in the names that Amplitude uses, without members that are null.</summary>
    public string ToJson() => Encoding.UTF8.GetString(AmplitudeUserJson.ToUtf8(this));

    /// <summary>Writes the user as one JSON object, in the names that Amplitude uses, without members that are null.</summary>
    /// <param name="writer">Receives one JSON object.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        AmplitudeUserJson.Write(writer, this);
    }

    /// <summary>The ids only: the rest may be personal data.</summary>
    public override string ToString() => $"AmplitudeUser {{ UserId = {UserId}, DeviceId = {DeviceId} }}";
}
