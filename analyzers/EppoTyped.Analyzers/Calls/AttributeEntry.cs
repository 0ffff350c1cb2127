using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Calls;

/// <summary>One attribute that a call is given.</summary>
/// <param name="Key">Its name; null where only the run knows it.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsJudged">
/// False where another call speaks of it, or where it is set behind this one: it is there, and nothing is said of it here.
/// </param>
internal sealed record AttributeEntry(ConstantText? Key, IOperation Value, bool IsJudged = true);
