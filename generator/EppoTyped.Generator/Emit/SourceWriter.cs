using System.Runtime.CompilerServices;
using System.Text;
using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>Writes indented C# with LF line ends.</summary>
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

    /// <summary>Appends an interpolated line part by part, without allocating its text.</summary>
    public void Line([InterpolatedStringHandlerArgument("")] LineParts parts)
    {
        _ = parts;
        _text.Append('\n');
    }

    /// <summary>Adds an empty line before the next line of the same block.</summary>
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

    /// <summary>The handler that the compiler uses for <c>$"..."</c>: one append for each part.</summary>
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
