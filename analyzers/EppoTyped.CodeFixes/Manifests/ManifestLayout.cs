using EppoTyped.Manifest.Json;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.Manifests;

/// <summary>The layout of a manifest: its line ends, its indentation and its white space. Additions follow it.</summary>
internal sealed class ManifestLayout
{
    private readonly string _text;
    private readonly JsonNode _root;
    private readonly string _newLine;
    private readonly string _unit;

    private ManifestLayout(string text, JsonNode root)
    {
        (_text, _root) = (text, root);
        int end = text.IndexOfAny(['\r', '\n']);
        _newLine = end < 0 || text[end] == '\n' ? "\n" : end + 1 < text.Length && text[end + 1] == '\n' ? "\r\n" : "\r";
        _unit = root.Members.Select(member => IndentOf(member.NameRange.Start)).FirstOrDefault(indent => !string.IsNullOrEmpty(indent))
            ?? "  ";
    }

    public static ManifestLayout Of(string text, JsonNode root) => new(text, root);

    /// <summary>The change that adds a flag: after the last one, between empty braces, or with a new "flags".</summary>
    public TextChange Insert(JsonMember? flags, NewFlag flag)
    {
        if (flags is null)
        {
            return Append(_root, (indent, compact) => Name("flags", compact) + Braces(Entry(flag, compact, null, ""), indent, compact), "");
        }

        string outer = IndentOf(flags.NameRange.Start) ?? "";
        JsonNode? sibling = flags.Value.Members
            .Select(member => member.Value)
            .LastOrDefault(value => value is { Kind: JsonKind.Object, Members.Count: > 0 });
        return Append(flags.Value, (indent, compact) => Entry(flag, compact, sibling, indent ?? outer), outer);
    }

    /// <summary>
    /// Writes a member after the last one of an object. The function gets the indentation (null on the line of another member) and whether
    /// the layout is compact.
    /// </summary>
    private TextChange Append(JsonNode owner, Func<string?, bool, string> write, string ownerIndent)
    {
        if (owner.Members.Count == 0)
        {
            return new TextChange(TextSpan.FromBounds(owner.Range.Start, owner.End), Fill(owner, write, ownerIndent));
        }

        JsonMember last = owner.Members[owner.Members.Count - 1];
        bool compact = IsCompact(last);
        string? indent = IndentOf(last.NameRange.Start);
        string gap = indent is null ? (compact ? "" : " ") : _newLine + indent;
        return new TextChange(new TextSpan(last.Value.End, 0), "," + gap + write(indent, compact));
    }

    private string Fill(JsonNode owner, Func<string?, bool, string> write, string ownerIndent)
    {
        // In a file of one line an object stays on that line; else its members get lines of their own.
        bool oneLine = owner != _root && _text.IndexOfAny(['\r', '\n'], _root.Range.Start, _root.Range.Length) < 0;
        bool compact = oneLine && _root.Members.Any(IsCompact);
        if (!oneLine)
        {
            return Braces(write(ownerIndent + _unit, false), ownerIndent, compact: false);
        }

        return Braces(write(null, compact), null, compact);
    }

    private string Entry(NewFlag flag, bool compact, JsonNode? sibling, string indent)
    {
        compact = sibling is null ? compact : IsCompact(sibling.Members[0]);
        string[] members = [Name("flagType", compact) + JsonLiteral.Of(flag.TypeWord), Name("defaultValue", compact) + flag.DefaultJson];
        string name = Name(flag.Key, compact);

        // On several lines only where the flag before it is.
        if (sibling is not null && IndentOf(sibling.Members[0].NameRange.Start) is { } inner)
        {
            return name + "{" + _newLine + string.Join("," + _newLine, members.Select(member => inner + member)) + _newLine + indent + "}";
        }

        string pad = Pad(sibling, compact);
        return name + "{" + pad + string.Join(compact ? "," : ", ", members) + pad + "}";
    }

    private string Braces(string content, string? indent, bool compact)
    {
        string pad = compact || (indent is null && Pad(_root, compact).Length == 0) ? "" : " ";
        return indent is null ? "{" + pad + content + pad + "}" : "{" + _newLine + indent + _unit + content + _newLine + indent + "}";
    }

    /// <summary>The white space after the brace of an object.</summary>
    private static string Pad(JsonNode? owner, bool compact)
    {
        if (owner is null || owner.Members.Count == 0)
        {
            return compact ? "" : " ";
        }

        return owner.Members[0].NameRange.Start == owner.Range.Start + 1 ? "" : " ";
    }

    /// <summary>The indentation before a place; null where there is something else on its line.</summary>
    private string? IndentOf(int place)
    {
        int start = place;
        while (start > 0 && _text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        return start > 0 && _text[start - 1] is '\n' or '\r' ? _text.Substring(start, place - start) : null;
    }

    /// <summary>True where there is no space after the colon.</summary>
    private bool IsCompact(JsonMember member) => _text[member.Value.Range.Start - 1] == ':';

    private static string Name(string name, bool compact) => JsonLiteral.Of(name) + (compact ? ":" : ": ");
}
