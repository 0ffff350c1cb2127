namespace EppoTyped;

/// <summary>Evaluates with every step written down. Off the path of a plain call, and by the same conditions and shards.</summary>
internal static class DetailedEvaluation
{
    /// <summary>Decides as <see cref="CompiledFlag.Evaluate"/> does and tells why. Throws what the subject throws; nothing else.</summary>
    /// <param name="table">The configuration, also before the first one.</param>
    /// <param name="flagKey">The flag asked for.</param>
    /// <param name="type">The type of the call; null takes the flag's own.</param>
    /// <param name="subject">Whom for.</param>
    /// <param name="clock">The clock of dates.</param>
    /// <param name="outcome">The split selected, or what hindered.</param>
    public static EvaluationDetails Run(FlagTable table, string flagKey, VariationType? type, scoped in SubjectView subject, TimeProvider clock, out int outcome) =>
        throw new NotImplementedException();

    /// <summary>The details of an evaluation in which the subject threw.</summary>
    public static EvaluationDetails Failed(FlagTable table, string flagKey, string? subjectKey, Exception exception, TimeProvider clock) =>
        throw new NotImplementedException();
}
