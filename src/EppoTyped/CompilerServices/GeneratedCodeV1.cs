using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EppoTyped.CompilerServices;

/// <summary>Turns the text of a variation into a member of a generated enum.</summary>
/// <param name="text">The text on the wire.</param>
/// <param name="value">The member.</param>
public delegate bool ChoiceParser<T>(string text, out T value);

/// <summary>
/// The one surface through which generated code talks to the runtime, version 1. Members of a version never change, so that a library
/// generated against an older runtime runs on a newer one; a change is a new class beside it. Not for code written by hand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedCodeV1
{
    /// <summary>A boolean flag.</summary>
    public static Flag<bool> Boolean(string key, bool defaultValue) => new BooleanFlag(key, defaultValue);

    /// <summary>A string flag that may answer any text.</summary>
    public static Flag<string> Text(string key, string defaultValue) => new TextFlag(key, defaultValue);

    /// <summary>A string flag with a closed list of variations.</summary>
    public static Flag<T> Choice<T>(string key, T defaultValue, ChoiceParser<T> tryParse)
        where T : struct, Enum => new ChoiceFlag<T>(key, defaultValue, tryParse, toText: null);

    /// <summary>A string flag with a closed list of variations, and how a member is written.</summary>
    public static Flag<T> Choice<T>(string key, T defaultValue, ChoiceParser<T> tryParse, Func<T, string> toText)
        where T : struct, Enum => new ChoiceFlag<T>(key, defaultValue, tryParse, toText);

    /// <summary>An integer flag and the range, ends included, that a live value must keep.</summary>
    public static Flag<long> Integer(string key, long defaultValue, long minimum = long.MinValue, long maximum = long.MaxValue) =>
        new IntegerFlag(key, defaultValue, minimum, maximum);

    /// <summary>A float flag and the range, ends included, that a live value must keep.</summary>
    public static Flag<double> Number(string key, double defaultValue, double minimum = double.MinValue, double maximum = double.MaxValue) =>
        new NumberFlag(key, defaultValue, minimum, maximum);

    /// <summary>An object flag without a schema; the default as JSON text.</summary>
    public static Flag<JsonElement> Json(string key, string defaultJson)
    {
        using JsonDocument document = JsonDocument.Parse(defaultJson);
        return new RawJsonFlag(key, document.RootElement.Clone());
    }

    /// <summary>An object flag with a schema and the reader generated from it.</summary>
    public static Flag<T> Object<T>(string key, T defaultValue, Func<JsonPlace, T?, T> read)
        where T : class => new ObjectFlag<T>(key, defaultValue, read);

    /// <summary>Evaluates; a null client is <see cref="FlagClient.Shared"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(FlagClient? client, Flag<T> flag, ISubject? subject) => (client ?? FlagClient.Shared).GetValue(flag, subject, flag.Default);

    /// <summary>Evaluates with an explicit default; a null client is <see cref="FlagClient.Shared"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(FlagClient? client, Flag<T> flag, ISubject? subject, T defaultValue) => (client ?? FlagClient.Shared).GetValue(flag, subject, defaultValue);

    /// <summary>Evaluates and tells why; a null client is <see cref="FlagClient.Shared"/>.</summary>
    public static Evaluation<T> Details<T>(FlagClient? client, Flag<T> flag, ISubject? subject) => (client ?? FlagClient.Shared).GetDetails(flag, subject, flag.Default);

    /// <summary>Evaluates with an explicit default and tells why; a null client is <see cref="FlagClient.Shared"/>.</summary>
    public static Evaluation<T> Details<T>(FlagClient? client, Flag<T> flag, ISubject? subject, T defaultValue) =>
        (client ?? FlagClient.Shared).GetDetails(flag, subject, defaultValue);

    /// <summary>Evaluates a flag with a bandit; a null client is <see cref="FlagClient.Shared"/>.</summary>
    public static BanditResult<T> Action<T, TAction>(FlagClient? client, Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions)
        where T : struct, Enum
        where TAction : IBanditAction => (client ?? FlagClient.Shared).GetAction(flag, subject, actions, flag.Default);

    /// <summary>Evaluates a flag with a bandit and an explicit default; a null client is <see cref="FlagClient.Shared"/>.</summary>
    public static BanditResult<T> Action<T, TAction>(FlagClient? client, Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions, T defaultValue)
        where T : struct, Enum
        where TAction : IBanditAction => (client ?? FlagClient.Shared).GetAction(flag, subject, actions, defaultValue);

    /// <summary>Evaluates a flag with a bandit and tells why; a null client is <see cref="FlagClient.Shared"/>.</summary>
    public static Evaluation<BanditResult<T>> ActionDetails<T, TAction>(FlagClient? client, Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions)
        where T : struct, Enum
        where TAction : IBanditAction => (client ?? FlagClient.Shared).GetActionDetails(flag, subject, actions, flag.Default);

    /// <summary>Evaluates a flag with a bandit and an explicit default and tells why; a null client is <see cref="FlagClient.Shared"/>.</summary>
    public static Evaluation<BanditResult<T>> ActionDetails<T, TAction>(
        FlagClient? client, Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions, T defaultValue)
        where T : struct, Enum
        where TAction : IBanditAction => (client ?? FlagClient.Shared).GetActionDetails(flag, subject, actions, defaultValue);

    /// <summary>What the writer of an enum throws where the value is none of its members.</summary>
    public static ArgumentOutOfRangeException NoMember<T>(T value)
        where T : struct, Enum => new(nameof(value), value, "The value is no member.");

    /// <summary>Copies an attribute of a generated subject or action, if it has one.</summary>
    public static void CopyAttribute(IDictionary<string, AttributeValue> attributes, string name, AttributeValue value)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        if (!value.IsNull)
        {
            attributes[name] = value;
        }
    }
}
