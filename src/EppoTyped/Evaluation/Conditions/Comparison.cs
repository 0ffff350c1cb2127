namespace EppoTyped;

/// <summary>The comparisons of <c>GTE</c>, <c>GT</c>, <c>LTE</c> and <c>LT</c>.</summary>
internal enum Comparison : byte
{
    AtLeast,
    Above,
    AtMost,
    Below,
}
