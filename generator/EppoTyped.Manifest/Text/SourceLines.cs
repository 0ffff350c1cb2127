namespace EppoTyped.Manifest.Text;

/// <summary>The starts of the lines of a text, with the line ends of Roslyn's SourceText.</summary>
internal sealed class SourceLines
{
    private readonly List<int> _starts = [0];

    public SourceLines(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                continue;
            }

            if (c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029')
            {
                _starts.Add(i + 1);
            }
        }
    }

    public SourceRange Range(int start, int end)
    {
        int startLine = LineOf(start);
        int endLine = LineOf(end);
        return new SourceRange(start, end - start, startLine, start - _starts[startLine], endLine, end - _starts[endLine]);
    }

    private int LineOf(int offset)
    {
        int found = _starts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }
}
