using System.Text;

namespace EppoTyped.Analyzers.Tests.Manifests;

/// <summary>Valid manifests as people and tools lay them out, and as nobody does.</summary>
internal sealed class RandomManifest(int seed)
{
    private static readonly string[] Keys = ["a", "kill-switch", "checkout.pay", "\\\"quoted\\\"", "caf\\u00e9", "ключ", "a,b", "}", "{", "😀", "x y", "\\\\"];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private string _newLine = "\n";
    private string _unit = "  ";
    private bool _wild;

    public string Write()
    {
        _newLine = Pick("\n", "\r\n");
        _unit = Pick("  ", "    ", "\t", "");
        _wild = _random.Next(3) == 0;
        _text.Append(_random.Next(8) == 0 ? "\uFEFF" : "");
        bool lines = _random.Next(3) > 0;
        List<Action<int>> members = [];
        if (_random.Next(2) == 0)
            members.Add(depth => Member("$schema", depth, Scalar));
        if (_random.Next(6) > 0)
            members.Add(depth => Member("flags", depth, Flags));
        if (_random.Next(2) == 0)
            members.Insert(_random.Next(members.Count + 1), depth => Member("subjects", depth, Scalars));
        Object(members, 0, lines);
        return _text.Append(Pick("", _newLine)).ToString();
    }

    private void Flags(int depth)
    {
        string[] keys = [.. Keys.OrderBy(_ => _random.Next()).Take(_random.Next(5))];
        Object([.. keys.Select<string, Action<int>>(key => inner => Member(key, inner, Scalars))], depth, _random.Next(3) > 0);
    }

    private void Scalars(int depth) => Object([.. new[] { "flagType", "defaultValue", "flags" }.Take(_random.Next(4)).Select<string, Action<int>>(name => inner => Member(name, inner, Scalar))], depth, _random.Next(3) == 0);

    private void Scalar(int depth) => _text.Append(Pick("1", "-2.5e3", "true", "null", "\"\"", "\"a, b } { \\\" \"", "[]", "[1, {\"flags\": {}}]", "{ }"));

    private void Member(string name, int depth, Action<int> value)
    {
        _text.Append('"').Append(name).Append('"');
        Blank("");
        _text.Append(':');
        Blank(Pick("", " "));
        value(depth);
    }

    private void Object(IReadOnlyList<Action<int>> members, int depth, bool lines)
    {
        string pad = Pick("", " ");
        _text.Append('{');
        for (int i = 0; i < members.Count; i++)
        {
            if (i > 0)
                _text.Append(',');
            Blank(lines ? _newLine + string.Concat(Enumerable.Repeat(_unit, depth + 1)) : i > 0 ? " " : pad);
            members[i](depth + 1);
            if (_wild)
                Blank("");
        }

        Blank(lines && members.Count > 0 ? _newLine + string.Concat(Enumerable.Repeat(_unit, depth)) : pad);
        _text.Append('}');
    }

    private void Blank(string usual) => _text.Append(_wild && _random.Next(4) == 0 ? Pick(_newLine, "\t", "   ", _newLine + _newLine + " ", "") : usual);

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
