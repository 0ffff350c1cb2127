namespace EppoTyped.Manifest.Text;

/// <summary>A piece of a manifest's text. Offsets, lines and columns count UTF-16 units from 0, as the compiler does.</summary>
/// <param name="Start">Offset of the first character.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="StartLine">Line of the first character.</param>
/// <param name="StartColumn">Column of the first character.</param>
/// <param name="EndLine">Line of the position after the last character.</param>
/// <param name="EndColumn">Column of the position after the last character.</param>
public readonly record struct SourceRange(int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn);
