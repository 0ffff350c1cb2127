using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>Whom Amplitude Experiment evaluates for. Everything is optional; a flag that is bucketed by an id needs that id.</summary>
/// <remarks>
/// <para>It is a subject too, so that accessors and clients take it as it is; its key is the user id, else the device id, else the empty text.</para>
/// <para>Dictionaries are not copied: fill them before, and leave them alone after. Two users are equal when their fields are, dictionaries by reference.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial record AmplitudeUser
{
    /// <summary>A user by its ids.</summary>
    /// <param name="userId"><see cref="UserId"/>.</param>
    /// <param name="deviceId"><see cref="DeviceId"/>.</param>
    public AmplitudeUser(string? userId = null, string? deviceId = null) => (UserId, DeviceId) = (userId, deviceId);

    /// <summary>The id that your own system gives the user, <c>user_id</c> on the wire.</summary>
    public string? UserId { get; init; }

    /// <summary>The id of the device or browser, <c>device_id</c> on the wire; see <see cref="AmplitudeCookie"/>.</summary>
    public string? DeviceId { get; init; }

    /// <summary>The country, <c>country</c> on the wire.</summary>
    public string? Country { get; init; }

    /// <summary>The city, <c>city</c> on the wire.</summary>
    public string? City { get; init; }

    /// <summary>The region, <c>region</c> on the wire.</summary>
    public string? Region { get; init; }

    /// <summary>The designated market area, <c>dma</c> on the wire.</summary>
    public string? Dma { get; init; }

    /// <summary>The language, <c>language</c> on the wire.</summary>
    public string? Language { get; init; }

    /// <summary>The platform, <c>platform</c> on the wire.</summary>
    public string? Platform { get; init; }

    /// <summary>The version of the application, <c>version</c> on the wire.</summary>
    public string? Version { get; init; }

    /// <summary>The operating system, <c>os</c> on the wire.</summary>
    public string? Os { get; init; }

    /// <summary>Who made the device, <c>device_manufacturer</c> on the wire.</summary>
    public string? DeviceManufacturer { get; init; }

    /// <summary>The brand of the device, <c>device_brand</c> on the wire.</summary>
    public string? DeviceBrand { get; init; }

    /// <summary>The model of the device, <c>device_model</c> on the wire.</summary>
    public string? DeviceModel { get; init; }

    /// <summary>The carrier, <c>carrier</c> on the wire.</summary>
    public string? Carrier { get; init; }

    /// <summary>Which library asks, <c>library</c> on the wire. Remote evaluation fills it where it is empty.</summary>
    public string? Library { get; init; }

    /// <summary>The address that the user comes from, <c>ip_address</c> on the wire.</summary>
    public string? IpAddress { get; init; }

    /// <summary>
    /// Properties of your own, <c>user_properties</c> on the wire: text, numbers, booleans, lists of these, and dictionaries of them; also
    /// <see cref="JsonElement"/>. Enums, GUIDs and moments go by their text; null, and what has no form in JSON, is null.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? UserProperties { get; init; }

    /// <summary>By the type of a group, the names of the groups the user is in, <c>groups</c> on the wire. Evaluation takes the first of each type.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Groups { get; init; }

    /// <summary>By the type and the name of a group, its properties, <c>group_properties</c> on the wire.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>>>? GroupProperties { get; init; }

    /// <summary>The cohorts the user is in, <c>cohort_ids</c> on the wire. Cohort synchronisation of the local client takes the place of what is here.</summary>
    public IReadOnlyList<string>? CohortIds { get; init; }

    /// <summary>By the type and the name of a group, the cohorts it is in, <c>group_cohort_ids</c> on the wire.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>? GroupCohortIds { get; init; }

    /// <summary>The same user with one more property.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, as <see cref="UserProperties"/> takes it.</param>
    public AmplitudeUser WithUserProperty(string name, object? value) => this with { UserProperties = Copies.With(UserProperties, name, value) };

    /// <summary>The same user in a group, the only one of its type.</summary>
    /// <param name="groupType">The type, such as <c>org name</c>.</param>
    /// <param name="groupName">The name.</param>
    /// <param name="properties">Properties of the group; null leaves those it has.</param>
    public AmplitudeUser WithGroup(string groupType, string groupName, IReadOnlyDictionary<string, object?>? properties = null)
    {
        AmplitudeUser inGroup = this with { Groups = Copies.With(Groups, groupType, [groupName]) };
        return properties is null
            ? inGroup
            : inGroup with { GroupProperties = Copies.With(GroupProperties, groupType, Copies.With(GroupProperties?.GetValueOrDefault(groupType), groupName, properties)) };
    }

    /// <summary>Reads a user in the names of the wire. Members it does not know are left out, null members are as good as missing.</summary>
    /// <param name="json">A JSON object.</param>
    /// <exception cref="JsonException">It is none, or a member has a wrong shape; the message names it.</exception>
    public static AmplitudeUser FromJson(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return FromJson(document.RootElement);
    }

    /// <inheritdoc cref="FromJson(string)"/>
    public static AmplitudeUser FromJson(JsonElement json) => AmplitudeUserJson.Read(json);

    /// <summary>The user as the wire has it: compact, without members that are null.</summary>
    public string ToJson() => Encoding.UTF8.GetString(AmplitudeUserJson.ToUtf8(this));

    /// <summary>Writes the user as the wire has it, without members that are null.</summary>
    /// <param name="writer">Takes one JSON object.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        AmplitudeUserJson.Write(writer, this);
    }

    /// <summary>The ids and nothing else: the rest may be personal.</summary>
    public override string ToString() => $"AmplitudeUser {{ UserId = {UserId}, DeviceId = {DeviceId} }}";
}
