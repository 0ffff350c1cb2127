namespace EppoTyped;

/// <summary>The four comparisons.</summary>
internal enum Comparison : byte
{
    AtLeast,
    Above,
    AtMost,
    Below,
}
