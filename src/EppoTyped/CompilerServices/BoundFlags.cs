namespace EppoTyped.CompilerServices;

/// <summary>A boolean flag bound to a subject, as <c>Flags.For(user).KillSwitch</c> returns it.</summary>
/// <param name="client">The client that evaluates; null for <see cref="FlagClient.Shared"/>.</param>
/// <param name="flag">The flag.</param>
/// <param name="subject">The subject to evaluate for.</param>
public readonly struct BoundBoolean(FlagClient? client, Flag<bool> flag, ISubject? subject)
{
    /// <summary>Evaluates the flag.</summary>
    public bool IsEnabled() => GeneratedCodeV1.Value(client, flag, subject);

    /// <summary>Evaluates the flag with the caller's default.</summary>
    public bool IsEnabled(bool defaultValue) => GeneratedCodeV1.Value(client, flag, subject, defaultValue);

    /// <summary>Evaluates the flag and returns its details.</summary>
    public Evaluation<bool> Details() => GeneratedCodeV1.Details(client, flag, subject);

    /// <summary>Evaluates the flag with the caller's default and returns its details.</summary>
    public Evaluation<bool> Details(bool defaultValue) => GeneratedCodeV1.Details(client, flag, subject, defaultValue);
}

/// <summary>A string flag with variations, bound to a subject, as <c>Flags.For(user).Checkout</c> returns it.</summary>
/// <typeparam name="T">The enum of its variations.</typeparam>
/// <param name="client">The client that evaluates; null for <see cref="FlagClient.Shared"/>.</param>
/// <param name="flag">The flag.</param>
/// <param name="subject">The subject to evaluate for.</param>
public readonly struct BoundVariant<T>(FlagClient? client, Flag<T> flag, ISubject? subject)
    where T : struct, Enum
{
    /// <summary>Evaluates the flag.</summary>
    public T Variant() => GeneratedCodeV1.Value(client, flag, subject);

    /// <summary>Evaluates the flag with the caller's default.</summary>
    public T Variant(T defaultValue) => GeneratedCodeV1.Value(client, flag, subject, defaultValue);

    /// <summary>Evaluates the flag and returns its details.</summary>
    public Evaluation<T> Details() => GeneratedCodeV1.Details(client, flag, subject);

    /// <summary>Evaluates the flag with the caller's default and returns its details.</summary>
    public Evaluation<T> Details(T defaultValue) => GeneratedCodeV1.Details(client, flag, subject, defaultValue);
}

/// <summary>A flag whose value is a text, a number or an object, bound to a subject, as <c>Flags.For(user).Price</c> returns it.</summary>
/// <typeparam name="T">The type of its value.</typeparam>
/// <param name="client">The client that evaluates; null for <see cref="FlagClient.Shared"/>.</param>
/// <param name="flag">The flag.</param>
/// <param name="subject">The subject to evaluate for.</param>
public readonly struct BoundValue<T>(FlagClient? client, Flag<T> flag, ISubject? subject)
{
    /// <summary>Evaluates the flag.</summary>
    public T Value() => GeneratedCodeV1.Value(client, flag, subject);

    /// <summary>Evaluates the flag with the caller's default.</summary>
    public T Value(T defaultValue) => GeneratedCodeV1.Value(client, flag, subject, defaultValue);

    /// <summary>Evaluates the flag and returns its details.</summary>
    public Evaluation<T> Details() => GeneratedCodeV1.Details(client, flag, subject);

    /// <summary>Evaluates the flag with the caller's default and returns its details.</summary>
    public Evaluation<T> Details(T defaultValue) => GeneratedCodeV1.Details(client, flag, subject, defaultValue);
}

/// <summary>A string flag with a bandit, bound to a subject, as <c>Flags.For(user).BannerBandit</c> returns it.</summary>
/// <typeparam name="T">The enum of its variations.</typeparam>
/// <typeparam name="TAction">The record of its actions.</typeparam>
/// <param name="client">The client that evaluates; null for <see cref="FlagClient.Shared"/>.</param>
/// <param name="flag">The flag.</param>
/// <param name="subject">The subject to evaluate for.</param>
public readonly struct BoundBandit<T, TAction>(FlagClient? client, Flag<T> flag, ISubject? subject)
    where T : struct, Enum
    where TAction : IBanditAction
{
    /// <summary>Evaluates the flag; no bandit is evaluated.</summary>
    public T Variant() => GeneratedCodeV1.Value(client, flag, subject);

    /// <summary>Evaluates the flag with the caller's default; no bandit is evaluated.</summary>
    public T Variant(T defaultValue) => GeneratedCodeV1.Value(client, flag, subject, defaultValue);

    /// <summary>Evaluates the flag and returns its details; no bandit is evaluated.</summary>
    public Evaluation<T> Details() => GeneratedCodeV1.Details(client, flag, subject);

    /// <summary>Evaluates the flag with the caller's default and returns its details; no bandit is evaluated.</summary>
    public Evaluation<T> Details(T defaultValue) => GeneratedCodeV1.Details(client, flag, subject, defaultValue);

    /// <summary>Evaluates the flag; its bandit chooses an action.</summary>
    public BanditResult<T> Action(IReadOnlyList<TAction> actions) => GeneratedCodeV1.Action(client, flag, subject, actions);

    /// <summary>Evaluates the flag with the caller's default; its bandit chooses an action.</summary>
    public BanditResult<T> Action(IReadOnlyList<TAction> actions, T defaultValue) =>
        GeneratedCodeV1.Action(client, flag, subject, actions, defaultValue);

    /// <summary>Evaluates the flag and returns its details; its bandit chooses an action.</summary>
    public Evaluation<BanditResult<T>> ActionDetails(IReadOnlyList<TAction> actions) =>
        GeneratedCodeV1.ActionDetails(client, flag, subject, actions);

    /// <summary>Evaluates the flag with the caller's default and returns its details; its bandit chooses an action.</summary>
    public Evaluation<BanditResult<T>> ActionDetails(IReadOnlyList<TAction> actions, T defaultValue) =>
        GeneratedCodeV1.ActionDetails(client, flag, subject, actions, defaultValue);
}
