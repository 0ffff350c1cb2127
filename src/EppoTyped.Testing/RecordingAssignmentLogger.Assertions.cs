using System.Text.Json;

namespace EppoTyped.Testing;

// Assertions of a test.
public sealed partial class RecordingAssignmentLogger
{
    /// <summary>Asserts that a subject was assigned this value of a flag.</summary>
    /// <remarks>
    /// An event contains Eppo's <em>key</em> of the variation, not its value. Without a client the text of the value is taken for the key
    /// (<c>fast_checkout</c>, <c>true</c>, <c>10</c>), as in a <see cref="TestConfiguration"/> and for most flags of Eppo. With a client,
    /// the key is that of the variation in its configuration that has this value; where several have it, the first counts.
    /// </remarks>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="value">The value.</param>
    /// <param name="client">The client whose configuration has the variation's key; null where the key is the text of the value.</param>
    /// <returns>The latest such event, for further assertions.</returns>
    /// <exception cref="FlagAssertionException">No such event was recorded.</exception>
    /// <exception cref="ArgumentException">The value has no text of its own, and no client was passed.</exception>
    public AssignmentEvent AssertAssigned<T>(Flag<T> flag, string? subjectKey, T value, FlagClient? client = null)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return AssertAssigned(flag.Key, subjectKey, VariationKeyOf(flag, value, client));
    }

    /// <summary>Asserts that a subject was assigned any variation of a flag.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <returns>The latest such event, for further assertions.</returns>
    /// <exception cref="FlagAssertionException">No such event was recorded.</exception>
    public AssignmentEvent AssertAssigned(Flag flag, string? subjectKey)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return AssertAssigned(flag.Key, subjectKey);
    }

    /// <inheritdoc cref="AssertAssigned(Flag, string?)"/>
    /// <param name="flagKey">The flag key.</param>
    /// <param name="subjectKey">The subject's key.</param>
    public AssignmentEvent AssertAssigned(string flagKey, string? subjectKey)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        RecordedEvents events = Snapshot();
        return events.Latest(flagKey, subjectKey, _ => true)
            ?? throw events.Failure($"an assignment of {flagKey} to {RecordedEvents.Quote(subjectKey)}");
    }

    /// <summary>Asserts that a subject was assigned this variation of a flag.</summary>
    /// <param name="flagKey">The flag key.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="variationKey">Eppo's key of the variation.</param>
    /// <returns>The latest such event, for further assertions.</returns>
    /// <exception cref="FlagAssertionException">No such event was recorded.</exception>
    public AssignmentEvent AssertAssigned(string flagKey, string? subjectKey, string variationKey)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        ArgumentNullException.ThrowIfNull(variationKey);
        RecordedEvents events = Snapshot();
        return events.Latest(flagKey, subjectKey, assignment => assignment.Variation == variationKey)
            ?? throw events.Failure(
                $"an assignment of {flagKey} to {RecordedEvents.Quote(subjectKey)} with the variation \"{variationKey}\"");
    }

    /// <summary>Asserts that a flag was not assigned, to any subject or to one. With a worker, flush the client first.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subjectKey">The subject's key; null for all subjects.</param>
    /// <exception cref="FlagAssertionException">Such an event was recorded.</exception>
    public void AssertNotAssigned(Flag flag, string? subjectKey = null)
    {
        ArgumentNullException.ThrowIfNull(flag);
        AssertNotAssigned(flag.Key, subjectKey);
    }

    /// <inheritdoc cref="AssertNotAssigned(Flag, string?)"/>
    /// <param name="flagKey">The flag key.</param>
    /// <param name="subjectKey">The subject's key; null for all subjects.</param>
    public void AssertNotAssigned(string flagKey, string? subjectKey = null)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        RecordedEvents events = Snapshot();
        if (events.OfFlag(flagKey, subjectKey).Count > 0)
        {
            throw events.Failure($"no assignment of {flagKey} to {RecordedEvents.SubjectOrAny(subjectKey)}");
        }
    }

    /// <summary>Asserts that neither an assignment nor a bandit action was logged. With a worker, flush the client first.</summary>
    /// <exception cref="FlagAssertionException">Such an event was recorded.</exception>
    public void AssertNothingLogged()
    {
        RecordedEvents events = Snapshot();
        if (events.Count > 0)
        {
            throw events.Failure("nothing logged");
        }
    }

    /// <summary>Asserts that a bandit chose this action for a subject.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="actionKey">The key of the action.</param>
    /// <returns>The latest such event, for further assertions.</returns>
    /// <exception cref="FlagAssertionException">No such event was recorded.</exception>
    public BanditActionEvent AssertBanditAction(Flag flag, string subjectKey, string actionKey)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return AssertBanditAction(flag.Key, subjectKey, actionKey);
    }

    /// <inheritdoc cref="AssertBanditAction(Flag, string, string)"/>
    /// <param name="flagKey">The flag key.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="actionKey">The key of the action.</param>
    public BanditActionEvent AssertBanditAction(string flagKey, string subjectKey, string actionKey)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        ArgumentNullException.ThrowIfNull(subjectKey);
        ArgumentNullException.ThrowIfNull(actionKey);
        RecordedEvents events = Snapshot();
        return events.LatestAction(flagKey, subjectKey, actionKey)
            ?? throw events.Failure($"the bandit of {flagKey} to choose \"{actionKey}\" for {RecordedEvents.Quote(subjectKey)}");
    }

    private static string VariationKeyOf<T>(Flag<T> flag, T value, FlagClient? client)
    {
        if (client is null)
        {
            return WireForm.Of(flag, value) is { ValueKind: not JsonValueKind.Undefined } wire
                ? WireForm.TextOf(wire)
                : throw new ArgumentException(
                    $"A value of {flag.Key} has no text of its own that could be the key of a variation. Pass the client too, or assert "
                    + "the variation's key.",
                    nameof(value));
        }

        // The details of an override name the live variation that has its value.
        using IDisposable scope = client.Override(flag, value);
        return client.PeekDetails(flag, null).Details.VariationKey
            ?? throw new FlagAssertionException(
                $"Expected: an assignment of {flag.Key} with the value {WireForm.Show(flag, value)}.\n"
                + $"No variation of {flag.Key} in the client's configuration has that value.");
    }
}
