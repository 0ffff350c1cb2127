using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Calls;

/// <summary>An attribute that a call passes.</summary>
/// <param name="Key">Its name; null where it is known only at run time.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsChecked">
/// False where it is checked for another call, or is set after this one: it is present, but not reported here.
/// </param>
internal sealed record AttributeEntry(ConstantText? Key, IOperation Value, bool IsChecked = true);
