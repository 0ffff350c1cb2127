using System.Buffers;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>Writes events as JSON (docs/protocols/amplitude.md, sections 9.2 and 9.3). Members that are null are left out.</summary>
/// <param name="options">The options that every event depends on.</param>
internal sealed class EventWriter(AmplitudeAnalyticsOptions options)
{
    private const string AssignmentType = "[Experiment] Assignment";
    private const string ExposureType = "[Experiment] Exposure";
    private const string MutualExclusionGroup = "mutual-exclusion-group";

    private readonly bool _sendEvaluatedProps = options is AssignmentTrackingOptions { SendEvaluatedProps: true };

    /// <summary>The assignment event of an evaluation, for all its flags.</summary>
    public byte[] Assignment(AmplitudeUser user, IReadOnlyDictionary<string, Variant> results, string canonical, long time) => Write(
        AssignmentType,
        user,
        writer =>
        {
            foreach ((string flagKey, Variant variant) in results)
            {
                if (variant.Key is { } key)
                {
                    writer.WriteString($"{flagKey}.variant", key);
                    if (variant is { FlagVersion: { } version, SegmentName: { } segment })
                    {
                        writer.WriteString($"{flagKey}.details", FormattableString.Invariant($"v{version} rule:{segment}"));
                    }
                }
            }
        },
        set: writer =>
        {
            if (_sendEvaluatedProps && user.UserProperties is { } properties)
            {
                foreach ((string name, object? value) in properties)
                {
                    writer.WritePropertyName(name);
                    PropertyJson.Write(writer, value);
                }
            }

            WriteUserProperties(writer, results, areDefault: false);
        },
        unset: writer => WriteUserProperties(writer, results, areDefault: true),
        CanonicalResult.InsertId(user, canonical, time),
        groups: null,
        time);

    /// <summary>
    /// Whether a variant has an exposure event: it is not a default variant, and its metadata does not switch tracking off.
    /// </summary>
    public static bool IsExposure(Variant variant) => variant is { TracksExposure: true, IsDefault: false };

    /// <summary>The exposure event of one flag.</summary>
    public byte[] Exposure(AmplitudeUser user, string flagKey, Variant variant, string canonical, long time)
    {
        string? variantName = variant.Key ?? variant.Value;
        return Write(
            ExposureType,
            user,
            writer =>
            {
                writer.WriteString("[Experiment] Flag Key", flagKey);
                WriteIfAny(writer, "[Experiment] Variant", variantName);
                WriteIfAny(writer, "[Experiment] Experiment Key", variant.ExperimentKey);
                if (variant.Metadata.Count > 0)
                {
                    writer.WriteStartObject("metadata");
                    foreach ((string name, JsonElement value) in variant.Metadata)
                    {
                        writer.WritePropertyName(name);
                        value.WriteTo(writer);
                    }

                    writer.WriteEndObject();
                }
            },
            set: writer => WriteIfAny(writer, $"[Experiment] {flagKey}", variant.FlagType == MutualExclusionGroup ? null : variantName),
            unset: _ => { },
            CanonicalResult.InsertId(user, $"{flagKey} {canonical}", time),
            user.Groups,
            time);
    }

    private static void WriteUserProperties(Utf8JsonWriter writer, IReadOnlyDictionary<string, Variant> results, bool areDefault)
    {
        foreach ((string flagKey, Variant variant) in results)
        {
            if (variant.Key is { } key && variant.IsDefault == areDefault && variant.FlagType != MutualExclusionGroup)
            {
                writer.WriteString($"[Experiment] {flagKey}", areDefault ? "-" : key);
            }
        }
    }

    private byte[] Write(
        string type,
        AmplitudeUser user,
        Action<Utf8JsonWriter> eventProperties,
        Action<Utf8JsonWriter> set,
        Action<Utf8JsonWriter> unset,
        string insertId,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? groups,
        long time)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("event_type", type);
            WriteIfAny(writer, "user_id", user.UserId);
            WriteIfAny(writer, "device_id", user.DeviceId);
            WriteObject(writer, "event_properties", eventProperties);
            WriteObject(writer, "user_properties", properties =>
            {
                WriteObject(properties, "$set", set);
                WriteObject(properties, "$unset", unset);
            });
            writer.WriteString("insert_id", insertId);
            AmplitudeUserJson.WriteGroups(writer, groups);
            writer.WriteNumber("time", time);
            bool namesLibrary = _sendEvaluatedProps && !string.IsNullOrEmpty(user.Library);
            writer.WriteString("library", namesLibrary ? user.Library : AmplitudeHttp.Library);
            if (_sendEvaluatedProps)
            {
                WriteEvaluated(writer, user);
            }

            WritePlan(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The user's text properties, under their names in events.</summary>
    private static void WriteEvaluated(Utf8JsonWriter writer, AmplitudeUser user)
    {
        WriteIfAny(writer, "country", user.Country);
        WriteIfAny(writer, "city", user.City);
        WriteIfAny(writer, "region", user.Region);
        WriteIfAny(writer, "dma", user.Dma);
        WriteIfAny(writer, "language", user.Language);
        WriteIfAny(writer, "platform", user.Platform);
        WriteIfAny(writer, "app_version", user.Version);
        WriteIfAny(writer, "os_name", user.Os);
        WriteIfAny(writer, "device_manufacturer", user.DeviceManufacturer);
        WriteIfAny(writer, "device_brand", user.DeviceBrand);
        WriteIfAny(writer, "device_model", user.DeviceModel);
        WriteIfAny(writer, "carrier", user.Carrier);
        WriteIfAny(writer, "ip", user.IpAddress);
    }

    private void WritePlan(Utf8JsonWriter writer)
    {
        if (options.Plan is { } plan)
        {
            WriteObject(writer, "plan", members =>
            {
                WriteIfAny(members, "branch", plan.Branch);
                WriteIfAny(members, "source", plan.Source);
                WriteIfAny(members, "version", plan.Version);
                WriteIfAny(members, "versionId", plan.VersionId);
            });
        }

        if (options.IngestionMetadata is { } metadata)
        {
            WriteObject(writer, "ingestion_metadata", members =>
            {
                WriteIfAny(members, "source_name", metadata.SourceName);
                WriteIfAny(members, "source_version", metadata.SourceVersion);
            });
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, string name, Action<Utf8JsonWriter> members)
    {
        writer.WriteStartObject(name);
        members(writer);
        writer.WriteEndObject();
    }

    private static void WriteIfAny(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
