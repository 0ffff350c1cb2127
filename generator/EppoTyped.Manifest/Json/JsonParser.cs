using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Json;

/// <summary>
/// Reads strict JSON (RFC 8259, a byte order mark is allowed) with the place of every name and value. Never throws. After an error it
/// continues where it can, so that one missing comma does not hide the rest of a file.
/// </summary>
internal sealed class JsonParser
{
    /// <summary>The maximum nesting of arrays and objects, the same as System.Text.Json's.</summary>
    public const int MaxDepth = 64;

    private readonly SourceLines _lines;
    private readonly JsonCursor _cursor;
    private readonly JsonErrorList _errors;
    private int _openArrays;
    private int _openObjects;

    private JsonParser(string text)
    {
        _lines = new SourceLines(text);
        _errors = new JsonErrorList(_lines);
        _cursor = new JsonCursor(text, _errors);
    }

    public static JsonText Parse(string text)
    {
        JsonParser parser = new(text);
        JsonNode root = parser.ReadDocument();
        return new JsonText(root, parser._errors.InOrder());
    }

    private JsonNode ReadDocument()
    {
        while (_cursor.Token.Kind is JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket or JsonTokenKind.Colon or JsonTokenKind.Comma)
        {
            _cursor.ReportToken("expected a {");
            _cursor.Advance();
        }

        if (_cursor.Token.Kind == JsonTokenKind.OpenBrace)
        {
            return ReadRootObject();
        }

        JsonNode root = ReadValue(0);
        if (_cursor.Token.Kind != JsonTokenKind.End && root.Kind != JsonKind.Missing)
        {
            _cursor.ReportToken("nothing may follow the end of the value");
        }

        return root;
    }

    private JsonNode ReadRootObject()
    {
        int start = _cursor.Token.Start;
        List<JsonMember> members = [];
        _cursor.Advance();
        bool broken = ReadMembers(members, 0);

        // An extra brace must not cost what follows it: members after the end still belong to the file.
        while (_cursor.Token.Kind != JsonTokenKind.End)
        {
            broken = true;
            ReportBehindEnd();
            _errors.Close();
            while (_cursor.Token.Kind is JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket or JsonTokenKind.Colon
                or JsonTokenKind.Comma)
            {
                _cursor.Advance();
            }

            ReadMembers(members, 0);
        }

        return new JsonNode
        {
            Kind = JsonKind.Object,
            Range = _lines.Range(start, _cursor.PreviousEnd),
            Members = members,
            Broken = broken,
        };
    }

    private void ReportBehindEnd()
    {
        // Where more members follow, the brace before them is the extra one; anything else must be removed itself.
        if (_cursor.Token.Kind is JsonTokenKind.Comma or JsonTokenKind.String)
        {
            _errors.Report(
                _cursor.PreviousEnd - 1,
                _cursor.PreviousEnd,
                "this } ends the manifest, but there is more after it; remove it",
                JsonErrorKind.BehindEnd);
        }
        else
        {
            _cursor.ReportToken("nothing may follow the end of the manifest", JsonErrorKind.BehindEnd);
        }
    }

    private JsonNode ReadValue(int depth)
    {
        while (_cursor.Token.Kind == JsonTokenKind.Colon)
        {
            _cursor.ReportToken("expected a value");
            _cursor.Advance();
        }

        JsonToken token = _cursor.Token;
        switch (token.Kind)
        {
            case JsonTokenKind.OpenBrace or JsonTokenKind.OpenBracket when depth >= MaxDepth:
                return SkipTooDeep();
            case JsonTokenKind.OpenBrace:
                _cursor.Advance();
                List<JsonMember> members = [];
                bool broken = ReadMembers(members, depth);
                return new JsonNode
                {
                    Kind = JsonKind.Object,
                    Range = _lines.Range(token.Start, _cursor.PreviousEnd),
                    Members = members,
                    Broken = broken,
                };
            case JsonTokenKind.OpenBracket:
                return ReadArray(depth);
            case JsonTokenKind.String:
                return Scalar(JsonKind.String);
            case JsonTokenKind.Number:
                return Scalar(JsonKind.Number);
            case JsonTokenKind.True or JsonTokenKind.False:
                return Scalar(JsonKind.Boolean);
            case JsonTokenKind.Null:
                return Scalar(JsonKind.Null);
            case JsonTokenKind.Word or JsonTokenKind.Garbage:
                _errors.Report(token.Start, token.End, token.Mistake!);
                return Scalar(JsonKind.Missing);
            default:
                _cursor.ReportToken("expected a value");
                return new JsonNode { Kind = JsonKind.Missing, Range = _lines.Range(token.Start, token.Start) };
        }
    }

    private JsonNode Scalar(JsonKind kind)
    {
        JsonNode node = new() { Kind = kind, Range = _lines.Range(_cursor.Token.Start, _cursor.Token.End), Text = _cursor.Token.Text };
        _cursor.Advance();
        return node;
    }

    /// <summary>Reads an object from after its brace to its end; returns true when there is an error inside.</summary>
    private bool ReadMembers(List<JsonMember> members, int depth)
    {
        int mistakesBefore = _errors.Mistakes;
        _openObjects++;
        bool behindComma = false;
        while (true)
        {
            if (_cursor.Token.Kind == JsonTokenKind.CloseBrace)
            {
                if (behindComma)
                {
                    _cursor.ReportToken("expected a name: there is no comma after the last member");
                }

                _cursor.Advance();
                break;
            }

            if (_cursor.Token.Kind == JsonTokenKind.End || (_cursor.Token.Kind == JsonTokenKind.CloseBracket && _openArrays > 0))
            {
                _cursor.ReportToken("expected a }");
                break;
            }

            if (_cursor.Token.Kind is JsonTokenKind.String or JsonTokenKind.Word)
            {
                members.Add(ReadMember(depth));
                behindComma = ReadComma("}");
            }
            else
            {
                _cursor.ReportToken("expected a name in double quotes");
                ReadPastNoName(members, depth);
                behindComma = false;
            }
        }

        _openObjects--;
        return _errors.Mistakes > mistakesBefore;
    }

    /// <summary>Continues after a token that is not a name, so that the members around it are kept.</summary>
    private void ReadPastNoName(List<JsonMember> members, int depth)
    {
        JsonMember? last = members.Count > 0 ? members[members.Count - 1] : null;
        JsonTokenKind found = _cursor.Token.Kind;
        if (found is not (JsonTokenKind.OpenBrace or JsonTokenKind.OpenBracket))
        {
            _cursor.Advance();
        }

        bool value = found is JsonTokenKind.Colon or JsonTokenKind.OpenBrace or JsonTokenKind.OpenBracket;
        if (value && last is { Value.Kind: JsonKind.Missing } && _cursor.Token.Kind != JsonTokenKind.End)
        {
            // "a": , { ... }: an extra mark separates the value from its name.
            members[members.Count - 1] = new JsonMember(last.Name, last.NameRange, ReadValue(depth + 1));
            _cursor.TakeComma();
        }
        else if (value && _cursor.Token.Kind == JsonTokenKind.OpenBrace)
        {
            // { { "a": 1: an extra brace; its members belong here.
            _cursor.Advance();
        }
        else
        {
            if (value)
            {
                _cursor.SkipToSeparator();
            }

            if (found != JsonTokenKind.Comma)
            {
                _cursor.TakeComma();
            }
        }
    }

    private JsonMember ReadMember(int depth)
    {
        JsonToken name = _cursor.Token;
        SourceRange nameRange = _lines.Range(name.Start, name.End);
        if (name.Kind == JsonTokenKind.Word)
        {
            _errors.Report(name.Start, name.End, "a name is written in double quotes");
        }

        _cursor.Advance();
        if (_cursor.Token.Kind == JsonTokenKind.Colon)
        {
            _cursor.Advance();
        }
        else
        {
            _cursor.ReportToken($"expected a : and a value after {Wording.Quote(name.Text)}");
            if (_cursor.Token.Kind is JsonTokenKind.Comma or JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket or JsonTokenKind.End)
            {
                return new JsonMember(name.Text, nameRange, new JsonNode { Kind = JsonKind.Missing, Range = nameRange });
            }

            // "a" = true: the sign is not a second error.
            if (_cursor.Token is { Kind: JsonTokenKind.Garbage, Text: "=" or "=>" })
            {
                _cursor.Advance();
            }
        }

        return new JsonMember(name.Text, nameRange, ReadValue(depth + 1));
    }

    private JsonNode ReadArray(int depth)
    {
        int start = _cursor.Token.Start;
        int mistakesBefore = _errors.Mistakes;
        List<JsonNode> items = [];
        _openArrays++;
        _cursor.Advance();
        bool behindComma = false;
        bool holdsNames = false;
        while (true)
        {
            if (_cursor.Token.Kind == JsonTokenKind.CloseBracket)
            {
                if (behindComma)
                {
                    _cursor.ReportToken("expected a value: there is no comma after the last item");
                }

                _cursor.Advance();
                break;
            }

            if (_cursor.Token.Kind == JsonTokenKind.End || (_cursor.Token.Kind == JsonTokenKind.CloseBrace && _openObjects > 0))
            {
                if (!holdsNames)
                {
                    _cursor.ReportToken("expected a ]");
                }

                break;
            }

            int before = _cursor.Token.Start;
            items.Add(ReadValue(depth + 1));
            if (_cursor.Token.Kind == JsonTokenKind.CloseBrace && _cursor.Token.Start == before)
            {
                _cursor.Advance();
            }

            if (holdsNames && _cursor.Token.Kind == JsonTokenKind.Colon)
            {
                // The bracket is missing, which was reported at the first name.
                _cursor.SkipToSeparator();
                behindComma = _cursor.TakeComma();
                continue;
            }

            holdsNames |= _cursor.Token.Kind == JsonTokenKind.Colon;
            behindComma = ReadComma("]");
        }

        _openArrays--;
        return new JsonNode
        {
            Kind = JsonKind.Array,
            Range = _lines.Range(start, _cursor.PreviousEnd),
            Items = items,
            Broken = _errors.Mistakes > mistakesBefore,
        };
    }

    /// <summary>Reads what is between two members or items; returns true for a comma.</summary>
    private bool ReadComma(string close)
    {
        bool forgiven = _cursor.IsBehindUnclosedText;
        if (_cursor.TakeComma())
        {
            return true;
        }

        switch (_cursor.Token.Kind)
        {
            case JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket or JsonTokenKind.End:
                break;
            case JsonTokenKind.Colon:
                _cursor.ReportToken($"expected a comma or a {close}");
                _cursor.SkipToSeparator();
                return _cursor.TakeComma();
            case JsonTokenKind.Garbage:
                _cursor.ReportToken($"expected a comma or a {close}");
                _cursor.Advance();
                break;
            default:
                if (!forgiven)
                {
                    _cursor.ReportToken($"expected a comma or a {close}");
                }

                break;
        }

        return false;
    }

    private JsonNode SkipTooDeep()
    {
        int start = _cursor.Token.Start;
        _errors.Report(
            start,
            _cursor.Token.End,
            $"nested deeper than {Wording.Number(MaxDepth)} levels; flatten it",
            JsonErrorKind.TooDeep);
        int open = 0;
        do
        {
            open += _cursor.Token.Kind switch
            {
                JsonTokenKind.OpenBrace or JsonTokenKind.OpenBracket => 1,
                JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket => -1,
                _ => 0,
            };
            _cursor.Advance();
        }
        while (open > 0 && _cursor.Token.Kind != JsonTokenKind.End);
        return new JsonNode { Kind = JsonKind.Missing, Range = _lines.Range(start, _cursor.PreviousEnd), Broken = true };
    }
}
