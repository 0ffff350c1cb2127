namespace EppoTyped;

// Bandits by keys that are known at run time, under the names of Eppo's own .NET SDK.
public partial class FlagClient
{
// Oblivious on purpose: a Dictionary<string, object> and a Dictionary<string, object?> both come without a warning.
#nullable disable annotations
    /// <summary>Assigns a STRING flag; where the assigned variation has a bandit, the bandit chooses one of the actions.</summary>
    /// <remarks>Only an assigned variation starts a bandit: with the default the action is always null, also where the default's text is that of a bandit's variation.</remarks>
    /// <typeparam name="TAttributes">Attributes by name (numbers are numeric, texts and booleans categorical), or <see cref="ContextAttributes"/>, whose two bags are taken as given.</typeparam>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="subjectAttributes">The subject's attributes by name, or <see cref="ContextAttributes"/>; null for none.</param>
    /// <param name="actions">The actions by key, each with its attributes. An empty or a null list leaves the variation without an action.</param>
    /// <param name="defaultValue">The variation to give when nothing can be assigned.</param>
    public BanditResult<string> GetBanditAction<TAttributes>(
        string flagKey,
        string subjectKey,
        IEnumerable<KeyValuePair<string, object>> subjectAttributes,
        IEnumerable<KeyValuePair<string, TAttributes>> actions,
        string defaultValue)
        where TAttributes : IEnumerable<KeyValuePair<string, object>> =>
        GetKeyedAction(flagKey, new SubjectView(subjectKey, subjectAttributes), new KeyedActions<TAttributes>(actions), defaultValue);

    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="subjectAttributes">The subject's attributes by name, or <see cref="ContextAttributes"/>; null for none.</param>
    /// <param name="actions">The keys of the actions, which have no attributes. Duplicates count once.</param>
    /// <param name="defaultValue">The variation to give when nothing can be assigned.</param>
    /// <inheritdoc cref="GetBanditAction{TAttributes}(string, string, IEnumerable{KeyValuePair{string, object}}, IEnumerable{KeyValuePair{string, TAttributes}}, string)"/>
    public BanditResult<string> GetBanditAction(
        string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> subjectAttributes, IEnumerable<string> actions, string defaultValue) =>
        GetKeyedAction(flagKey, new SubjectView(subjectKey, subjectAttributes), new PlainActions(actions), defaultValue);

    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subject">The subject: its key and its attributes.</param>
    /// <param name="actions">The actions by key, each with its attributes. An empty or a null list leaves the variation without an action.</param>
    /// <param name="defaultValue">The variation to give when nothing can be assigned.</param>
    /// <inheritdoc cref="GetBanditAction{TAttributes}(string, string, IEnumerable{KeyValuePair{string, object}}, IEnumerable{KeyValuePair{string, TAttributes}}, string)"/>
    public BanditResult<string> GetBanditAction<TAttributes>(
        string flagKey, ContextAttributes subject, IEnumerable<KeyValuePair<string, TAttributes>> actions, string defaultValue)
        where TAttributes : IEnumerable<KeyValuePair<string, object>> =>
        GetBanditAction(flagKey, subject?.Key, subject, actions, defaultValue);

    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subject">The subject: its key and its attributes.</param>
    /// <param name="actions">The keys of the actions, which have no attributes. Duplicates count once.</param>
    /// <param name="defaultValue">The variation to give when nothing can be assigned.</param>
    /// <inheritdoc cref="GetBanditAction{TAttributes}(string, string, IEnumerable{KeyValuePair{string, object}}, IEnumerable{KeyValuePair{string, TAttributes}}, string)"/>
    public BanditResult<string> GetBanditAction(string flagKey, ContextAttributes subject, IEnumerable<string> actions, string defaultValue) =>
        GetBanditAction(flagKey, subject?.Key, subject, actions, defaultValue);

    /// <summary>As <c>GetBanditAction</c>, and tells why; <see cref="EvaluationDetails.BanditEvaluationCode"/> says what came of the bandit.</summary>
    /// <inheritdoc cref="GetBanditAction{TAttributes}(string, string, IEnumerable{KeyValuePair{string, object}}, IEnumerable{KeyValuePair{string, TAttributes}}, string)"/>
    public Evaluation<BanditResult<string>> GetBanditActionDetails<TAttributes>(
        string flagKey,
        string subjectKey,
        IEnumerable<KeyValuePair<string, object>> subjectAttributes,
        IEnumerable<KeyValuePair<string, TAttributes>> actions,
        string defaultValue)
        where TAttributes : IEnumerable<KeyValuePair<string, object>> =>
        GetKeyedActionDetails(flagKey, new SubjectView(subjectKey, subjectAttributes), new KeyedActions<TAttributes>(actions), defaultValue);

    /// <summary>As <c>GetBanditAction</c>, and tells why; <see cref="EvaluationDetails.BanditEvaluationCode"/> says what came of the bandit.</summary>
    /// <inheritdoc cref="GetBanditAction(string, string, IEnumerable{KeyValuePair{string, object}}, IEnumerable{string}, string)"/>
    public Evaluation<BanditResult<string>> GetBanditActionDetails(
        string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> subjectAttributes, IEnumerable<string> actions, string defaultValue) =>
        GetKeyedActionDetails(flagKey, new SubjectView(subjectKey, subjectAttributes), new PlainActions(actions), defaultValue);

    /// <summary>As <c>GetBanditAction</c>, and tells why; <see cref="EvaluationDetails.BanditEvaluationCode"/> says what came of the bandit.</summary>
    /// <inheritdoc cref="GetBanditAction{TAttributes}(string, ContextAttributes, IEnumerable{KeyValuePair{string, TAttributes}}, string)"/>
    public Evaluation<BanditResult<string>> GetBanditActionDetails<TAttributes>(
        string flagKey, ContextAttributes subject, IEnumerable<KeyValuePair<string, TAttributes>> actions, string defaultValue)
        where TAttributes : IEnumerable<KeyValuePair<string, object>> =>
        GetBanditActionDetails(flagKey, subject?.Key, subject, actions, defaultValue);

    /// <summary>As <c>GetBanditAction</c>, and tells why; <see cref="EvaluationDetails.BanditEvaluationCode"/> says what came of the bandit.</summary>
    /// <inheritdoc cref="GetBanditAction(string, ContextAttributes, IEnumerable{string}, string)"/>
    public Evaluation<BanditResult<string>> GetBanditActionDetails(string flagKey, ContextAttributes subject, IEnumerable<string> actions, string defaultValue) =>
        GetBanditActionDetails(flagKey, subject?.Key, subject, actions, defaultValue);

    /// <summary>The action that the flag's bandit scores best: a preview for pages that show what a bandit would prefer. Assigns nothing, logs nothing, draws no lots.</summary>
    /// <remarks>Of several bandits of one flag it is the first in the configuration, as in Eppo's JavaScript SDK. Equal scores go to the ordinally smallest key.</remarks>
    /// <typeparam name="TAttributes">Attributes by name (numbers are numeric, texts and booleans categorical), or <see cref="ContextAttributes"/>, whose two bags are taken as given.</typeparam>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subjectAttributes">The subject's attributes by name, or <see cref="ContextAttributes"/>; null for none.</param>
    /// <param name="actions">The actions by key, each with its attributes.</param>
    /// <param name="defaultAction">What to give when the flag has no bandit, the bandit no model, or there are no actions.</param>
    public string GetBestAction<TAttributes>(
        string flagKey, IEnumerable<KeyValuePair<string, object>> subjectAttributes, IEnumerable<KeyValuePair<string, TAttributes>> actions, string defaultAction)
        where TAttributes : IEnumerable<KeyValuePair<string, object>> =>
        BanditCalls.Preview(Core, flagKey, new BanditContext(subjectAttributes), new KeyedActions<TAttributes>(actions)) ?? defaultAction;

    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subjectAttributes">The subject's attributes by name, or <see cref="ContextAttributes"/>; null for none.</param>
    /// <param name="actions">The keys of the actions, which have no attributes.</param>
    /// <param name="defaultAction">What to give when the flag has no bandit, the bandit no model, or there are no actions.</param>
    /// <inheritdoc cref="GetBestAction{TAttributes}(string, IEnumerable{KeyValuePair{string, object}}, IEnumerable{KeyValuePair{string, TAttributes}}, string)"/>
    public string GetBestAction(string flagKey, IEnumerable<KeyValuePair<string, object>> subjectAttributes, IEnumerable<string> actions, string defaultAction) =>
        BanditCalls.Preview(Core, flagKey, new BanditContext(subjectAttributes), new PlainActions(actions)) ?? defaultAction;
#nullable restore annotations

    private BanditResult<string> GetKeyedAction<TActions>(string? flagKey, scoped in SubjectView subject, TActions actions, string defaultValue)
        where TActions : struct, IActionList
    {
        ClientCore core = _core;
        BoundTable bound = core.Bound;
        FlagTable table = bound.Table;
        if (KeyedCalls.FindOverride(core, bound, flagKey, VariationType.String, subject) is { } overridden)
        {
            // An override is no assignment, and only an assignment starts a bandit.
            return new(overridden.Text!, null);
        }

        if (KeyedCalls.Decide(core, bound, flagKey, VariationType.String, subject) is not { Text: { } variation })
        {
            return new(defaultValue, null);
        }

        Bandit? bandit = table.Bandits.Find(flagKey!, variation);
        return new(variation, bandit is null ? null : BanditCalls.Choose(core, flagKey!, bandit, subject, actions).Action);
    }

    private Evaluation<BanditResult<string>> GetKeyedActionDetails<TActions>(string? flagKey, scoped in SubjectView subject, TActions actions, string defaultValue)
        where TActions : struct, IActionList
    {
        ClientCore core = _core;
        BoundTable bound = core.Bound;
        FlagTable table = bound.Table;
        if (KeyedCalls.FindOverride(core, bound, flagKey, VariationType.String, subject) is { } overridden)
        {
            return new(new(overridden.Text!, null), DetailedCall.Overridden(core, table, flagKey!, subject, overridden));
        }

        (Variation? assigned, EvaluationDetails details) = KeyedCalls.DecideDetailed(core, bound, flagKey, VariationType.String, subject);

        if (assigned is not { Text: { } variation })
        {
            return new(new(defaultValue, null), details);
        }

        if (table.Bandits.Find(flagKey!, variation) is not { } bandit)
        {
            return new(new(variation, null), details);
        }

        BanditChoice choice = BanditCalls.Choose(core, flagKey!, bandit, subject, actions);
        return new(new(variation, choice.Action), Tell(details, bandit, choice));
    }
}
