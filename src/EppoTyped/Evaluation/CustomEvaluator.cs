namespace EppoTyped;

/// <summary>
/// Evaluates a flag whose rules are not Eppo's. The flag's allocations serve only to name outcomes in details and events.
/// </summary>
internal abstract class CustomEvaluator
{
    /// <summary>Evaluates as <see cref="CompiledFlag.Evaluate"/> does. Throws what the subject throws; nothing else.</summary>
    /// <returns>The index of one of the flag's splits, or one of the constants of <see cref="Outcome"/>.</returns>
    public abstract int Evaluate(scoped in SubjectView subject);
}
