namespace EppoTyped;

/// <summary>How polling goes, as of the last poll.</summary>
/// <param name="Problem">What the last poll failed with; null when it succeeded.</param>
/// <param name="Refusal">What only people can mend, a refused key or a wrong address, met since the last success; null when there is none.</param>
/// <param name="Failures">How many polls have failed in a row.</param>
internal sealed record PollReport(string? Problem, string? Refusal, int Failures)
{
    public static readonly PollReport None = new(null, null, 0);
}
