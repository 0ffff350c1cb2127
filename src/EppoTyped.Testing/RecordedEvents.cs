using System.Globalization;
using System.Text;

namespace EppoTyped.Testing;

/// <summary>The events that a logger had recorded at one moment, so that an assertion and its message see the same events.</summary>
internal sealed class RecordedEvents(AssignmentEvent[] assignments, BanditActionEvent[] banditActions)
{
    private const int MostShown = 50;

    public IReadOnlyList<AssignmentEvent> Assignments => assignments;

    public IReadOnlyList<BanditActionEvent> BanditActions => banditActions;

    public int Count => assignments.Length + banditActions.Length;

    public static string Quote(string? key) => key is null ? "null" : $"\"{key}\"";

    public static string SubjectOrAny(string? subjectKey) => subjectKey is null ? "any subject" : Quote(subjectKey);

    /// <summary>The assignments of a flag to a subject; null for all subjects.</summary>
    public IReadOnlyList<AssignmentEvent> OfFlag(string flagKey, string? subjectKey) =>
        [.. assignments.Where(assignment => assignment.FeatureFlag == flagKey && (subjectKey is null || assignment.Subject == subjectKey))];

    public AssignmentEvent? Latest(string flagKey, string? subjectKey, Predicate<AssignmentEvent> wanted) =>
        Array.FindLast(
            assignments,
            assignment => assignment.FeatureFlag == flagKey && assignment.Subject == subjectKey && wanted(assignment));

    public BanditActionEvent? LatestAction(string flagKey, string subjectKey, string actionKey) =>
        Array.FindLast(banditActions, action => action.FlagKey == flagKey && action.Subject == subjectKey && action.Action == actionKey);

    /// <summary>The exception of an assertion that these events contradict.</summary>
    public FlagAssertionException Failure(string expected)
    {
        StringBuilder message = new($"Expected: {expected}.\n");
        if (Count == 0)
        {
            message.Append(
                "Recorded: nothing. Overrides and defaults are never logged; an EppoClient logs on its own worker: "
                + "await client.FlushAsync() before the assertion.");
            return new FlagAssertionException(message.ToString());
        }

        message.Append(
            CultureInfo.InvariantCulture, $"Recorded: {assignments.Length} assignment(s), {banditActions.Length} bandit action(s)");
        IEnumerable<string> lines = assignments
            .Select(Describe)
            .Concat(banditActions.Select(Describe));
        foreach (string line in lines.Take(MostShown))
        {
            message.Append("\n  ").Append(line);
        }

        if (Count > MostShown)
        {
            message.Append(CultureInfo.InvariantCulture, $"\n  and {Count - MostShown} more");
        }

        return new FlagAssertionException(message.ToString());
    }

    private static string Describe(AssignmentEvent assignment) =>
        $"{assignment.FeatureFlag} to {Quote(assignment.Subject)}: {Quote(assignment.Variation)} "
        + $"by the allocation {Quote(assignment.Allocation)}";

    private static string Describe(BanditActionEvent action) =>
        $"{action.FlagKey} to {Quote(action.Subject)}: the action {Quote(action.Action)} of the bandit {Quote(action.BanditKey)}";
}
