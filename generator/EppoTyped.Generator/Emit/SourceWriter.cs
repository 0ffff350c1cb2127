using System.Runtime.CompilerServices;
using System.Text;
using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>Writes indented C#, line ends LF everywhere.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _blank;
    private bool _opened = true;

    public void Line(string text)
    {
        Begin();
        _text.Append(text).Append('\n');
    }

    /// <summary>A line put together in place: no text of its own is made of it.</summary>
    public void Line([InterpolatedStringHandlerArgument("")] LineParts parts)
    {
        _ = parts;
        _text.Append('\n');
    }

    /// <summary>An empty line before whatever comes next in the same block.</summary>
    public void Blank() => _blank = true;

    public void Open(string header)
    {
        Line(header);
        Line("{");
        _depth++;
        _opened = true;
    }

    public void Close(string end = "}")
    {
        _depth--;
        _blank = false;
        Line(end);
    }

    public void Document(Documentation documentation) => DocComment.Write(this, documentation);

    public void Document(string xml) => Line($"/// {xml}");

    public override string ToString() => _text.ToString();

    private void Begin()
    {
        if (_blank && !_opened)
        {
            _text.Append('\n');
        }

        (_blank, _opened) = (false, false);
        _text.Append(' ', _depth * 4);
    }

    /// <summary>What the compiler makes of <c>$"..."</c>: one append a part.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct LineParts
    {
        private readonly StringBuilder _text;

        public LineParts(int literalLength, int formattedCount, SourceWriter writer)
        {
            _ = (literalLength, formattedCount);
            _text = writer._text;
            writer.Begin();
        }

        public void AppendLiteral(string part) => _text.Append(part);

        public void AppendFormatted(string? part) => _text.Append(part);
    }
}
