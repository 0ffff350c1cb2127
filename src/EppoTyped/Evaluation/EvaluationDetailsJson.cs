namespace EppoTyped;

/// <summary>Writes evaluation details in the wire's names.</summary>
internal static class EvaluationDetailsJson
{
    public static string Write(EvaluationDetails details, bool whole) => throw new NotImplementedException();
}
