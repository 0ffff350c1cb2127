using System.Text.Json;

namespace EppoTyped.Testing;

// What a test expects.
public sealed partial class RecordingAssignmentLogger
{
    /// <summary>Asserts that a subject was assigned this value of a flag.</summary>
    /// <remarks>
    /// An event names Eppo's <em>key</em> of the variation, not its value. Without a client the value's text on the wire is taken for the key
    /// (<c>fast_checkout</c>, <c>true</c>, <c>10</c>), as <see cref="TestConfiguration"/> has it and most flags of Eppo's do. With a client, its
    /// configuration tells the key of the variation that has this value; where several variations have it, the first of them counts.
    /// </remarks>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="value">The value.</param>
    /// <param name="client">The client whose configuration knows the variation's key; null where value and key have one text.</param>
    /// <returns>The latest such event, to look at the rest of it.</returns>
    /// <exception cref="FlagAssertionException">There is no such event.</exception>
    /// <exception cref="ArgumentException">The value has no text of its own, and no client is given.</exception>
    public AssignmentEvent AssertAssigned<T>(Flag<T> flag, string? subjectKey, T value, FlagClient? client = null)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return AssertAssigned(flag.Key, subjectKey, VariationKeyOf(flag, value, client));
    }

    /// <summary>Asserts that a subject was assigned a variation of a flag, whichever it was.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <returns>The latest such event, to look at the rest of it.</returns>
    /// <exception cref="FlagAssertionException">There is no such event.</exception>
    public AssignmentEvent AssertAssigned(Flag flag, string? subjectKey)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return AssertAssigned(flag.Key, subjectKey);
    }

    /// <inheritdoc cref="AssertAssigned(Flag, string?)"/>
    /// <param name="flagKey">The flag.</param>
    /// <param name="subjectKey">The subject's key.</param>
    public AssignmentEvent AssertAssigned(string flagKey, string? subjectKey)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        RecordedEvents events = Snapshot();
        return events.Latest(flagKey, subjectKey, _ => true) ?? throw events.Refute($"an assignment of {flagKey} to {RecordedEvents.Quote(subjectKey)}");
    }

    /// <summary>Asserts that a subject was assigned this variation of a flag.</summary>
    /// <param name="flagKey">The flag.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="variationKey">Eppo's key of the variation.</param>
    /// <returns>The latest such event, to look at the rest of it.</returns>
    /// <exception cref="FlagAssertionException">There is no such event.</exception>
    public AssignmentEvent AssertAssigned(string flagKey, string? subjectKey, string variationKey)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        ArgumentNullException.ThrowIfNull(variationKey);
        RecordedEvents events = Snapshot();
        return events.Latest(flagKey, subjectKey, assignment => assignment.Variation == variationKey)
            ?? throw events.Refute($"an assignment of {flagKey} to {RecordedEvents.Quote(subjectKey)} with the variation \"{variationKey}\"");
    }

    /// <summary>Asserts that a flag was assigned to nobody, or not to one subject. With a worker, flush the client first.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subjectKey">The subject's key; null for nobody at all.</param>
    /// <exception cref="FlagAssertionException">There is an event.</exception>
    public void AssertNotAssigned(Flag flag, string? subjectKey = null)
    {
        ArgumentNullException.ThrowIfNull(flag);
        AssertNotAssigned(flag.Key, subjectKey);
    }

    /// <inheritdoc cref="AssertNotAssigned(Flag, string?)"/>
    /// <param name="flagKey">The flag.</param>
    /// <param name="subjectKey">The subject's key; null for nobody at all.</param>
    public void AssertNotAssigned(string flagKey, string? subjectKey = null)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        RecordedEvents events = Snapshot();
        if (events.OfFlag(flagKey, subjectKey).Count > 0)
        {
            throw events.Refute($"no assignment of {flagKey} to {RecordedEvents.Who(subjectKey)}");
        }
    }

    /// <summary>Asserts that neither an assignment nor a bandit action was logged. With a worker, flush the client first.</summary>
    /// <exception cref="FlagAssertionException">There is an event.</exception>
    public void AssertNothingLogged()
    {
        RecordedEvents events = Snapshot();
        if (events.Count > 0)
        {
            throw events.Refute("nothing logged");
        }
    }

    /// <summary>Asserts that a bandit chose this action for a subject.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="actionKey">The action.</param>
    /// <returns>The latest such event, to look at the rest of it.</returns>
    /// <exception cref="FlagAssertionException">There is no such event.</exception>
    public BanditActionEvent AssertBanditAction(Flag flag, string subjectKey, string actionKey)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return AssertBanditAction(flag.Key, subjectKey, actionKey);
    }

    /// <inheritdoc cref="AssertBanditAction(Flag, string, string)"/>
    /// <param name="flagKey">The flag.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="actionKey">The action.</param>
    public BanditActionEvent AssertBanditAction(string flagKey, string subjectKey, string actionKey)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        ArgumentNullException.ThrowIfNull(subjectKey);
        ArgumentNullException.ThrowIfNull(actionKey);
        RecordedEvents events = Snapshot();
        return events.LatestAction(flagKey, subjectKey, actionKey)
            ?? throw events.Refute($"the bandit of {flagKey} to choose \"{actionKey}\" for {RecordedEvents.Quote(subjectKey)}");
    }

    private static string VariationKeyOf<T>(Flag<T> flag, T value, FlagClient? client)
    {
        if (client is null)
        {
            return WireForm.Of(flag, value) is { ValueKind: not JsonValueKind.Undefined } wire
                ? WireForm.TextOf(wire)
                : throw new ArgumentException(
                    $"A value of {flag.Key} has no text of its own that could be the key of a variation. Give the client too, or assert the variation's key.", nameof(value));
        }

        // An override is described by the live variation that has its value.
        using IDisposable scope = client.Override(flag, value);
        return client.PeekDetails(flag, null).Details.VariationKey
            ?? throw new FlagAssertionException($"Expected: an assignment of {flag.Key} with the value {WireForm.Show(flag, value)}.\nNo variation of {flag.Key} in the client's configuration has that value.");
    }
}
