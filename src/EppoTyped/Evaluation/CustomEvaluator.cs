namespace EppoTyped;

/// <summary>How a flag decides whose rules are not Eppo's. Allocations are what its details name; its splits lead to them.</summary>
internal abstract class CustomEvaluator
{
    /// <summary>Decides as <see cref="CompiledFlag.Evaluate"/> does. Throws what the subject throws; nothing else.</summary>
    public abstract int Decide(scoped in SubjectView subject);
}
