using EppoTyped.CompilerServices;

namespace EppoTyped;

/// <summary>A boolean flag of one subject: what <c>Flags.For(user).KillSwitch</c> gives.</summary>
/// <param name="client">Who answers; null is <see cref="FlagClient.Shared"/>.</param>
/// <param name="flag">The flag.</param>
/// <param name="subject">Whom for.</param>
public readonly struct BoundBoolean(FlagClient? client, Flag<bool> flag, ISubject? subject)
{
    /// <summary>Evaluates the flag.</summary>
    public bool IsEnabled() => GeneratedCodeV1.Value(client, flag, subject);

    /// <summary>Evaluates the flag with a default of the caller's.</summary>
    public bool IsEnabled(bool defaultValue) => GeneratedCodeV1.Value(client, flag, subject, defaultValue);

    /// <summary>Evaluates the flag and tells why.</summary>
    public Evaluation<bool> Details() => GeneratedCodeV1.Details(client, flag, subject);

    /// <summary>Evaluates the flag with a default of the caller's and tells why.</summary>
    public Evaluation<bool> Details(bool defaultValue) => GeneratedCodeV1.Details(client, flag, subject, defaultValue);
}

/// <summary>A string flag with variations, of one subject: what <c>Flags.For(user).Checkout</c> gives.</summary>
/// <typeparam name="T">The enum of its variations.</typeparam>
/// <param name="client">Who answers; null is <see cref="FlagClient.Shared"/>.</param>
/// <param name="flag">The flag.</param>
/// <param name="subject">Whom for.</param>
public readonly struct BoundVariant<T>(FlagClient? client, Flag<T> flag, ISubject? subject)
    where T : struct, Enum
{
    /// <summary>Evaluates the flag.</summary>
    public T Variant() => GeneratedCodeV1.Value(client, flag, subject);

    /// <summary>Evaluates the flag with a default of the caller's.</summary>
    public T Variant(T defaultValue) => GeneratedCodeV1.Value(client, flag, subject, defaultValue);

    /// <summary>Evaluates the flag and tells why.</summary>
    public Evaluation<T> Details() => GeneratedCodeV1.Details(client, flag, subject);

    /// <summary>Evaluates the flag with a default of the caller's and tells why.</summary>
    public Evaluation<T> Details(T defaultValue) => GeneratedCodeV1.Details(client, flag, subject, defaultValue);
}

/// <summary>A flag of one subject that gives text, a number or an object: what <c>Flags.For(user).Price</c> gives.</summary>
/// <typeparam name="T">What it gives.</typeparam>
/// <param name="client">Who answers; null is <see cref="FlagClient.Shared"/>.</param>
/// <param name="flag">The flag.</param>
/// <param name="subject">Whom for.</param>
public readonly struct BoundValue<T>(FlagClient? client, Flag<T> flag, ISubject? subject)
{
    /// <summary>Evaluates the flag.</summary>
    public T Value() => GeneratedCodeV1.Value(client, flag, subject);

    /// <summary>Evaluates the flag with a default of the caller's.</summary>
    public T Value(T defaultValue) => GeneratedCodeV1.Value(client, flag, subject, defaultValue);

    /// <summary>Evaluates the flag and tells why.</summary>
    public Evaluation<T> Details() => GeneratedCodeV1.Details(client, flag, subject);

    /// <summary>Evaluates the flag with a default of the caller's and tells why.</summary>
    public Evaluation<T> Details(T defaultValue) => GeneratedCodeV1.Details(client, flag, subject, defaultValue);
}

/// <summary>A string flag with a bandit, of one subject: what <c>Flags.For(user).BannerBandit</c> gives.</summary>
/// <typeparam name="T">The enum of its variations.</typeparam>
/// <typeparam name="TAction">The record of its actions.</typeparam>
/// <param name="client">Who answers; null is <see cref="FlagClient.Shared"/>.</param>
/// <param name="flag">The flag.</param>
/// <param name="subject">Whom for.</param>
public readonly struct BoundBandit<T, TAction>(FlagClient? client, Flag<T> flag, ISubject? subject)
    where T : struct, Enum
    where TAction : IBanditAction
{
    /// <summary>Evaluates the flag; no bandit is asked.</summary>
    public T Variant() => GeneratedCodeV1.Value(client, flag, subject);

    /// <summary>Evaluates the flag with a default of the caller's; no bandit is asked.</summary>
    public T Variant(T defaultValue) => GeneratedCodeV1.Value(client, flag, subject, defaultValue);

    /// <summary>Evaluates the flag and tells why; no bandit is asked.</summary>
    public Evaluation<T> Details() => GeneratedCodeV1.Details(client, flag, subject);

    /// <summary>Evaluates the flag with a default of the caller's and tells why; no bandit is asked.</summary>
    public Evaluation<T> Details(T defaultValue) => GeneratedCodeV1.Details(client, flag, subject, defaultValue);

    /// <summary>Evaluates the flag and lets its bandit choose an action.</summary>
    public BanditResult<T> Action(IReadOnlyList<TAction> actions) => GeneratedCodeV1.Action(client, flag, subject, actions);

    /// <summary>Evaluates the flag with a default of the caller's and lets its bandit choose an action.</summary>
    public BanditResult<T> Action(IReadOnlyList<TAction> actions, T defaultValue) => GeneratedCodeV1.Action(client, flag, subject, actions, defaultValue);

    /// <summary>Evaluates the flag, lets its bandit choose an action, and tells why.</summary>
    public Evaluation<BanditResult<T>> ActionDetails(IReadOnlyList<TAction> actions) => GeneratedCodeV1.ActionDetails(client, flag, subject, actions);

    /// <summary>Evaluates the flag with a default of the caller's, lets its bandit choose an action, and tells why.</summary>
    public Evaluation<BanditResult<T>> ActionDetails(IReadOnlyList<TAction> actions, T defaultValue) =>
        GeneratedCodeV1.ActionDetails(client, flag, subject, actions, defaultValue);
}
