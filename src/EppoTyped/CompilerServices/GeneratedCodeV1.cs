using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EppoTyped.CompilerServices;

/// <summary>
/// The members of the runtime that generated code calls, version 1. Members of a version never change, so that code generated for an older
/// runtime runs with a newer one; a change is a new class beside this one. Not for code written by hand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedCodeV1
{
    /// <summary>Creates a boolean flag.</summary>
    public static Flag<bool> Boolean(string key, bool defaultValue) => new BooleanFlag(key, defaultValue);

    /// <summary>Creates a string flag whose value may be any text.</summary>
    public static Flag<string> Text(string key, string defaultValue) => new TextFlag(key, defaultValue);

    /// <summary>Creates a string flag with a closed list of variations.</summary>
    public static Flag<T> Choice<T>(string key, T defaultValue, ChoiceParser<T> tryParse)
        where T : struct, Enum => new ChoiceFlag<T>(key, defaultValue, tryParse, toText: null);

    /// <summary>Creates a string flag with a closed list of variations, and a function that returns a member's text on the wire.</summary>
    public static Flag<T> Choice<T>(string key, T defaultValue, ChoiceParser<T> tryParse, Func<T, string> toText)
        where T : struct, Enum => new ChoiceFlag<T>(key, defaultValue, tryParse, toText);

    /// <summary>Creates an integer flag. A live value outside the range, ends included, is refused.</summary>
    public static Flag<long> Integer(string key, long defaultValue, long minimum = long.MinValue, long maximum = long.MaxValue) =>
        new IntegerFlag(key, defaultValue, minimum, maximum);

    /// <summary>Creates a float flag. A live value outside the range, ends included, is refused.</summary>
    public static Flag<double> Number(
        string key, double defaultValue, double minimum = double.MinValue, double maximum = double.MaxValue) =>
        new NumberFlag(key, defaultValue, minimum, maximum);

    /// <summary>Creates an object flag without a schema, with its default as JSON text.</summary>
    public static Flag<JsonElement> Json(string key, string defaultJson)
    {
        using JsonDocument document = JsonDocument.Parse(defaultJson);
        return new RawJsonFlag(key, document.RootElement.Clone());
    }

    /// <summary>Creates an object flag with the reader that was generated from its schema.</summary>
    public static Flag<T> Object<T>(string key, T defaultValue, Func<JsonPlace, T?, T> read)
        where T : class => new ObjectFlag<T>(key, defaultValue, read);

    /// <summary>Evaluates a flag. A null client is <see cref="FlagClient.Shared"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(FlagClient? client, Flag<T> flag, ISubject? subject) =>
        (client ?? FlagClient.Shared).GetValue(flag, subject, flag.Default);

    /// <summary>Evaluates a flag with an explicit default. A null client is <see cref="FlagClient.Shared"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(FlagClient? client, Flag<T> flag, ISubject? subject, T defaultValue) =>
        (client ?? FlagClient.Shared).GetValue(flag, subject, defaultValue);

    /// <summary>Evaluates a flag and returns its details. A null client is <see cref="FlagClient.Shared"/>.</summary>
    public static Evaluation<T> Details<T>(FlagClient? client, Flag<T> flag, ISubject? subject) =>
        (client ?? FlagClient.Shared).GetDetails(flag, subject, flag.Default);

    /// <summary>
    /// Evaluates a flag with an explicit default and returns its details. A null client is <see cref="FlagClient.Shared"/>.
    /// </summary>
    public static Evaluation<T> Details<T>(FlagClient? client, Flag<T> flag, ISubject? subject, T defaultValue) =>
        (client ?? FlagClient.Shared).GetDetails(flag, subject, defaultValue);

    /// <summary>Evaluates a flag with a bandit. A null client is <see cref="FlagClient.Shared"/>.</summary>
    public static BanditResult<T> Action<T, TAction>(FlagClient? client, Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions)
        where T : struct, Enum
        where TAction : IBanditAction => (client ?? FlagClient.Shared).GetAction(flag, subject, actions, flag.Default);

    /// <summary>Evaluates a flag with a bandit and an explicit default. A null client is <see cref="FlagClient.Shared"/>.</summary>
    public static BanditResult<T> Action<T, TAction>(
        FlagClient? client, Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions, T defaultValue)
        where T : struct, Enum
        where TAction : IBanditAction => (client ?? FlagClient.Shared).GetAction(flag, subject, actions, defaultValue);

    /// <summary>Evaluates a flag with a bandit and returns its details. A null client is <see cref="FlagClient.Shared"/>.</summary>
    public static Evaluation<BanditResult<T>> ActionDetails<T, TAction>(
        FlagClient? client, Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions)
        where T : struct, Enum
        where TAction : IBanditAction => (client ?? FlagClient.Shared).GetActionDetails(flag, subject, actions, flag.Default);

    /// <summary>
    /// Evaluates a flag with a bandit and an explicit default and returns its details. A null client is <see cref="FlagClient.Shared"/>.
    /// </summary>
    public static Evaluation<BanditResult<T>> ActionDetails<T, TAction>(
        FlagClient? client, Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions, T defaultValue)
        where T : struct, Enum
        where TAction : IBanditAction => (client ?? FlagClient.Shared).GetActionDetails(flag, subject, actions, defaultValue);

    /// <summary>Creates the exception for a value that is not a member of a generated enum.</summary>
    public static ArgumentOutOfRangeException NoMember<T>(T value)
        where T : struct, Enum => new(nameof(value), value, "The value is not a member of the enum.");

    /// <summary>Copies an attribute of a generated subject or action, unless it is null.</summary>
    public static void CopyAttribute(IDictionary<string, AttributeValue> attributes, string name, AttributeValue value)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        if (!value.IsNull)
        {
            attributes[name] = value;
        }
    }
}
