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
        if (_blank && !_opened)
            _text.Append('\n');
        (_blank, _opened) = (false, false);
        _text.Append(' ', _depth * 4).Append(text).Append('\n');
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

    public void Document(string xml) => Line("/// " + xml);

    public override string ToString() => _text.ToString();
}
