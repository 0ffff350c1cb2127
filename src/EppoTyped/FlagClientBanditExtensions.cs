#nullable disable annotations // A Dictionary<string, object> and a Dictionary<string, object?> both come without a warning.
using Attributes = System.Collections.Generic.IEnumerable<System.Collections.Generic.KeyValuePair<string, object>>;

namespace EppoTyped;

/// <summary>Calls of bandits by keys that are known only at run time, in the names of Eppo's own .NET SDK.</summary>
public static class FlagClientBanditExtensions
{
    /// <summary>Assigns a STRING flag; where the assigned variation has a bandit, the bandit chooses one of the actions.</summary>
    /// <remarks>
    /// Only an assigned variation starts a bandit: with the default the action is always null, also where the default's text is that of a
    /// bandit's variation.
    /// </remarks>
    /// <param name="client">The client that evaluates.</param>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="subjectAttributes">The subject's attributes by name, or <see cref="ContextAttributes"/>; null for none.</param>
    /// <param name="actions">
    /// The keys of the actions, which have no attributes. Duplicates count once. Without actions none is chosen.
    /// </param>
    /// <param name="defaultValue">The variation to return when nothing can be assigned.</param>
    public static BanditResult<string> GetBanditAction(
        this FlagClient client,
        string flagKey,
        string subjectKey,
        Attributes subjectAttributes,
        IEnumerable<string> actions,
        string defaultValue) =>
        ActionCalls.Evaluate(client.Core, flagKey, subjectKey, subjectAttributes, new PlainActions(actions), defaultValue);

    /// <inheritdoc cref="GetBanditAction(FlagClient, string, string, Attributes, IEnumerable{string}, string)"/>
    /// <typeparam name="TAttributes">
    /// Attributes by name (numbers are numeric, texts and booleans categorical), or <see cref="ContextAttributes"/>, whose two dictionaries
    /// are used as they are.
    /// </typeparam>
    /// <param name="client">The client that evaluates.</param>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="subjectAttributes">The subject's attributes by name, or <see cref="ContextAttributes"/>; null for none.</param>
    /// <param name="actions">The actions by key, each with its attributes. Without actions none is chosen.</param>
    /// <param name="defaultValue">The variation to return when nothing can be assigned.</param>
    public static BanditResult<string> GetBanditAction<TAttributes>(
        this FlagClient client,
        string flagKey,
        string subjectKey,
        Attributes subjectAttributes,
        IEnumerable<KeyValuePair<string, TAttributes>> actions,
        string defaultValue)
        where TAttributes : Attributes =>
        ActionCalls.Evaluate(client.Core, flagKey, subjectKey, subjectAttributes, new KeyedActions<TAttributes>(actions), defaultValue);

    /// <inheritdoc cref="GetBanditAction(FlagClient, string, string, Attributes, IEnumerable{string}, string)"/>
    /// <param name="client">The client that evaluates.</param>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subject">The subject: its key and its attributes.</param>
    /// <param name="actions">
    /// The keys of the actions, which have no attributes. Duplicates count once. Without actions none is chosen.
    /// </param>
    /// <param name="defaultValue">The variation to return when nothing can be assigned.</param>
    public static BanditResult<string> GetBanditAction(
        this FlagClient client, string flagKey, ContextAttributes subject, IEnumerable<string> actions, string defaultValue) =>
        client.GetBanditAction(flagKey, subject?.Key, subject, actions, defaultValue);

    /// <inheritdoc cref="GetBanditAction(FlagClient, string, string, Attributes, IEnumerable{string}, string)"/>
    /// <typeparam name="TAttributes">
    /// Attributes by name (numbers are numeric, texts and booleans categorical), or <see cref="ContextAttributes"/>, whose two dictionaries
    /// are used as they are.
    /// </typeparam>
    /// <param name="client">The client that evaluates.</param>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subject">The subject: its key and its attributes.</param>
    /// <param name="actions">The actions by key, each with its attributes. Without actions none is chosen.</param>
    /// <param name="defaultValue">The variation to return when nothing can be assigned.</param>
    public static BanditResult<string> GetBanditAction<TAttributes>(
        this FlagClient client,
        string flagKey,
        ContextAttributes subject,
        IEnumerable<KeyValuePair<string, TAttributes>> actions,
        string defaultValue)
        where TAttributes : Attributes =>
        client.GetBanditAction(flagKey, subject?.Key, subject, actions, defaultValue);

    /// <summary>
    /// As <c>GetBanditAction</c>, with details; <see cref="EvaluationDetails.BanditEvaluationCode"/> is the outcome of the bandit.
    /// </summary>
    /// <inheritdoc cref="GetBanditAction(FlagClient, string, string, Attributes, IEnumerable{string}, string)"/>
    public static Evaluation<BanditResult<string>> GetBanditActionDetails(
        this FlagClient client,
        string flagKey,
        string subjectKey,
        Attributes subjectAttributes,
        IEnumerable<string> actions,
        string defaultValue) =>
        ActionCalls.EvaluateDetailed(client.Core, flagKey, subjectKey, subjectAttributes, new PlainActions(actions), defaultValue);

    /// <summary>
    /// As <c>GetBanditAction</c>, with details; <see cref="EvaluationDetails.BanditEvaluationCode"/> is the outcome of the bandit.
    /// </summary>
    /// <inheritdoc cref="GetBanditAction(FlagClient, string, string, Attributes, IEnumerable{string}, string)"/>
    /// <typeparam name="TAttributes">
    /// Attributes by name (numbers are numeric, texts and booleans categorical), or <see cref="ContextAttributes"/>, whose two dictionaries
    /// are used as they are.
    /// </typeparam>
    /// <param name="client">The client that evaluates.</param>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="subjectAttributes">The subject's attributes by name, or <see cref="ContextAttributes"/>; null for none.</param>
    /// <param name="actions">The actions by key, each with its attributes. Without actions none is chosen.</param>
    /// <param name="defaultValue">The variation to return when nothing can be assigned.</param>
    public static Evaluation<BanditResult<string>> GetBanditActionDetails<TAttributes>(
        this FlagClient client,
        string flagKey,
        string subjectKey,
        Attributes subjectAttributes,
        IEnumerable<KeyValuePair<string, TAttributes>> actions,
        string defaultValue)
        where TAttributes : Attributes =>
        ActionCalls.EvaluateDetailed(
            client.Core, flagKey, subjectKey, subjectAttributes, new KeyedActions<TAttributes>(actions), defaultValue);

    /// <summary>
    /// As <c>GetBanditAction</c>, with details; <see cref="EvaluationDetails.BanditEvaluationCode"/> is the outcome of the bandit.
    /// </summary>
    /// <inheritdoc cref="GetBanditAction(FlagClient, string, ContextAttributes, IEnumerable{string}, string)"/>
    public static Evaluation<BanditResult<string>> GetBanditActionDetails(
        this FlagClient client, string flagKey, ContextAttributes subject, IEnumerable<string> actions, string defaultValue) =>
        client.GetBanditActionDetails(flagKey, subject?.Key, subject, actions, defaultValue);

    /// <summary>
    /// As <c>GetBanditAction</c>, with details; <see cref="EvaluationDetails.BanditEvaluationCode"/> is the outcome of the bandit.
    /// </summary>
    /// <inheritdoc cref="GetBanditAction(FlagClient, string, string, Attributes, IEnumerable{string}, string)"/>
    /// <typeparam name="TAttributes">
    /// Attributes by name (numbers are numeric, texts and booleans categorical), or <see cref="ContextAttributes"/>, whose two dictionaries
    /// are used as they are.
    /// </typeparam>
    /// <param name="client">The client that evaluates.</param>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subject">The subject: its key and its attributes.</param>
    /// <param name="actions">The actions by key, each with its attributes. Without actions none is chosen.</param>
    /// <param name="defaultValue">The variation to return when nothing can be assigned.</param>
    public static Evaluation<BanditResult<string>> GetBanditActionDetails<TAttributes>(
        this FlagClient client,
        string flagKey,
        ContextAttributes subject,
        IEnumerable<KeyValuePair<string, TAttributes>> actions,
        string defaultValue)
        where TAttributes : Attributes =>
        client.GetBanditActionDetails(flagKey, subject?.Key, subject, actions, defaultValue);

    /// <summary>
    /// The action that the flag's bandit scores best: a preview for pages that show what a bandit would prefer. Assigns nothing, logs
    /// nothing, and always chooses the same for the same attributes.
    /// </summary>
    /// <remarks>
    /// Of several bandits of one flag it is the first in the configuration, as in Eppo's JavaScript SDK. Equal scores go to the ordinally
    /// smallest key.
    /// </remarks>
    /// <param name="client">The client that evaluates.</param>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subjectAttributes">The subject's attributes by name, or <see cref="ContextAttributes"/>; null for none.</param>
    /// <param name="actions">The keys of the actions, which have no attributes.</param>
    /// <param name="defaultAction">The action to return when the flag has no bandit, the bandit no model, or there are no actions.</param>
    public static string GetBestAction(
        this FlagClient client, string flagKey, Attributes subjectAttributes, IEnumerable<string> actions, string defaultAction) =>
        BanditCalls.Preview(client.Core, flagKey, new BanditContext(subjectAttributes), new PlainActions(actions)) ?? defaultAction;

    /// <inheritdoc cref="GetBestAction(FlagClient, string, Attributes, IEnumerable{string}, string)"/>
    /// <typeparam name="TAttributes">
    /// Attributes by name (numbers are numeric, texts and booleans categorical), or <see cref="ContextAttributes"/>, whose two dictionaries
    /// are used as they are.
    /// </typeparam>
    /// <param name="client">The client that evaluates.</param>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subjectAttributes">The subject's attributes by name, or <see cref="ContextAttributes"/>; null for none.</param>
    /// <param name="actions">The actions by key, each with its attributes.</param>
    /// <param name="defaultAction">The action to return when the flag has no bandit, the bandit no model, or there are no actions.</param>
    public static string GetBestAction<TAttributes>(
        this FlagClient client,
        string flagKey,
        Attributes subjectAttributes,
        IEnumerable<KeyValuePair<string, TAttributes>> actions,
        string defaultAction)
        where TAttributes : Attributes =>
        BanditCalls.Preview(client.Core, flagKey, new BanditContext(subjectAttributes), new KeyedActions<TAttributes>(actions))
            ?? defaultAction;
}
