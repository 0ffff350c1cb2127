using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EppoTyped;

/// <summary>
/// Every assignment of one subject, obfuscated, as Eppo's browser SDKs read it: the <c>precomputed</c> part of a ConfigurationWire.
/// </summary>
internal static class PrecomputedConfiguration
{
    private const int SaltBytes = 16;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Evaluates every flag for a typed subject and writes the assignments. Never throws, logs no assignment.</summary>
    public static string Write(
        ClientCore core, ISubject? subject, IReadOnlyDictionary<string, Dictionary<string, ContextAttributes>>? actions, string? salt)
    {
        SubjectView view = default;
        try
        {
            view = new SubjectView(subject);
        }
        catch (Exception exception)
        {
            core.Misbehaviour.ReportThrowingSubject(exception, "");
        }

        return Write(core, view, actions, salt);
    }

    /// <summary>Evaluates every flag and writes the assignments. Never throws, logs no assignment.</summary>
    public static string Write(
        ClientCore core,
        scoped in SubjectView subject,
        IReadOnlyDictionary<string, Dictionary<string, ContextAttributes>>? actions,
        string? salt)
    {
        FlagTable table = core.Table;
        string now = UfcDate.ToText(core.Clock.GetUtcNow());
        salt ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltBytes));
        string response = WriteResponse(core, table, subject, actions, salt, now);

        ArrayBufferWriter<byte> buffer = new();
        // With the default encoder, because this text ends up in pages, and a subject's key may hold markup.
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version"u8, 1);
            json.WriteStartObject("precomputed"u8);
            json.WriteString("subjectKey"u8, subject.Key ?? "");
            WriteAttributes(json, core, subject);
            json.WriteString("response"u8, response);
            json.WriteString("fetchedAt"u8, now);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string WriteResponse(
        ClientCore core,
        FlagTable table,
        scoped in SubjectView subject,
        IReadOnlyDictionary<string, Dictionary<string, ContextAttributes>>? actions,
        string salt,
        string now)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("format"u8, "PRECOMPUTED");
            json.WriteBoolean("obfuscated"u8, true);
            json.WriteString("salt"u8, salt);
            json.WriteString("createdAt"u8, now);
            if (table.EnvironmentName is { } environment)
            {
                json.WriteStartObject("environment"u8);
                json.WriteString("name"u8, environment);
                json.WriteEndObject();
            }

            json.WriteStartObject("flags"u8);
            // The keys of an obfuscated configuration are not known, so they cannot be hashed with the salt.
            foreach (CompiledFlag flag in table.Named is null ? table.Flags.Values.AsSpan() : [])
            {
                WriteFlag(json, core, flag, subject, salt);
            }

            json.WriteEndObject();
            json.WriteStartObject("bandits"u8);
            foreach ((string flagKey, Dictionary<string, ContextAttributes> candidates) in actions
                ?? new Dictionary<string, Dictionary<string, ContextAttributes>>())
            {
                WriteBandit(json, core, table, flagKey, candidates, subject, salt);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteFlag(Utf8JsonWriter json, ClientCore core, CompiledFlag flag, scoped in SubjectView subject, string salt)
    {
        if (Assign(core, flag, subject) is not { } split || split.Variation?.As(flag.Type) is not { Defect: null } variation)
        {
            return;
        }

        json.WriteStartObject(ObfuscatedText.Hash(salt + flag.Key));
        json.WriteString("variationType"u8, flag.Type.ToWire());
        json.WriteString("variationValue"u8, ObfuscatedText.Encode(TextOf(flag.Type, variation)));
        json.WriteBoolean("doLog"u8, split.DoLog);
        json.WriteString("allocationKey"u8, ObfuscatedText.Encode(split.Allocation.Key));
        json.WriteString("variationKey"u8, ObfuscatedText.Encode(split.VariationKey));
        json.WriteStartObject("extraLogging"u8);
        foreach ((string key, string value) in split.ExtraLogging ?? new Dictionary<string, string>())
        {
            json.WriteString(ObfuscatedText.Encode(key), ObfuscatedText.Encode(value));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBandit(
        Utf8JsonWriter json,
        ClientCore core,
        FlagTable table,
        string flagKey,
        Dictionary<string, ContextAttributes> actions,
        scoped in SubjectView subject,
        string salt)
    {
        if (table.Named is not null || !table.Flags.TryGetValue(flagKey, out CompiledFlag? flag) || flag.Type != VariationType.String
            || Assign(core, flag, subject) is not { Variation: { Defect: null, Text: { } variation } }
            || table.Bandits.Find(flagKey, variation) is not { } bandit
            || BanditCalls.PreviewEvent(core, flagKey, bandit, subject, new KeyedActions<ContextAttributes>(actions)) is not { } choice)
        {
            return;
        }

        json.WriteStartObject(ObfuscatedText.Hash(salt + flagKey));
        json.WriteString("banditKey"u8, ObfuscatedText.Encode(choice.BanditKey));
        json.WriteString("action"u8, ObfuscatedText.Encode(choice.Action));
        json.WriteString("modelVersion"u8, ObfuscatedText.Encode(choice.ModelVersion));
        json.WriteNumber("actionProbability"u8, choice.ActionProbability);
        json.WriteNumber("optimalityGap"u8, choice.OptimalityGap);
        json.WriteStartObject("actionNumericAttributes"u8);
        foreach ((string name, double value) in choice.ActionNumericAttributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            json.WriteString(ObfuscatedText.Encode(name), ObfuscatedText.Encode(NumberText.Of(value)));
        }

        json.WriteEndObject();
        json.WriteStartObject("actionCategoricalAttributes"u8);
        foreach ((string name, string value) in choice.ActionCategoricalAttributes
            .OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            json.WriteString(ObfuscatedText.Encode(name), ObfuscatedText.Encode(value));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static Split? Assign(ClientCore core, CompiledFlag flag, scoped in SubjectView subject)
    {
        if (!flag.Enabled || flag.Defect is not null)
        {
            return null;
        }

        try
        {
            int outcome = flag.Evaluate(subject, core.Clock);
            return outcome >= 0 ? flag.Splits[outcome] : null;
        }
        catch (Exception exception)
        {
            core.Misbehaviour.ReportThrowingSubject(exception, flag.Key);
            return null;
        }
    }

    private static string TextOf(VariationType type, Variation variation) => type switch
    {
        VariationType.Boolean => variation.Boolean ? "true" : "false",
        VariationType.Integer => variation.Integer.ToString(CultureInfo.InvariantCulture),
        VariationType.Numeric => NumberText.Of(variation.Number),
        _ => variation.Text!,
    };

    private static void WriteAttributes(Utf8JsonWriter json, ClientCore core, scoped in SubjectView subject)
    {
        Dictionary<string, AttributeValue> attributes = core.Misbehaviour.CopyAttributes("", subject);
        json.WriteStartObject("subjectAttributes"u8);
        json.WriteStartObject("numericAttributes"u8);
        WriteEach(json, attributes, numeric: true);
        json.WriteEndObject();
        json.WriteStartObject("categoricalAttributes"u8);
        WriteEach(json, attributes, numeric: false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEach(Utf8JsonWriter json, Dictionary<string, AttributeValue> attributes, bool numeric)
    {
        foreach ((string name, AttributeValue value) in attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            bool isNumber = value.Kind is AttributeKind.Integer or AttributeKind.Number;
            if (isNumber == numeric && value.Kind is not (AttributeKind.Null or AttributeKind.StringList))
            {
                json.WritePropertyName(name);
                AttributeValueJson.Write(json, value);
            }
        }
    }
}
