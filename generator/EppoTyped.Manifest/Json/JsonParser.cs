namespace EppoTyped.Manifest.Json;

/// <summary>
/// Reads strict JSON (RFC 8259, a byte order mark allowed) with the place of every name and value. Never throws. Behind a mistake it reads on
/// where that is sensible, so that one missing comma does not hide a file.
/// </summary>
internal sealed class JsonParser
{
    /// <summary>How deep arrays and objects may nest, System.Text.Json's measure too.</summary>
    public const int MaxDepth = 64;

    private readonly SourceLines _lines;
    private readonly JsonLexer _lexer;
    private readonly JsonErrorList _errors;
    private JsonToken _token;
    private int _previousEnd;
    private int _openArrays;
    private int _openObjects;
    private bool _afterUnclosedText;

    private JsonParser(string text)
    {
        _lines = new SourceLines(text);
        _errors = new JsonErrorList(_lines);
        _lexer = new JsonLexer(text, (start, end, message) => _errors.Report(start, end, message));
        Advance();
    }

    public static JsonText Parse(string text)
    {
        JsonParser parser = new(text);
        JsonNode root = parser.ReadDocument();
        return new JsonText(root, parser._errors.InOrder());
    }

    private JsonNode ReadDocument()
    {
        while (_token.Kind is JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket or JsonTokenKind.Colon or JsonTokenKind.Comma)
        {
            ReportToken("expected a {");
            Advance();
        }

        if (_token.Kind == JsonTokenKind.OpenBrace)
            return ReadRootObject();
        JsonNode root = ReadValue(0);
        if (_token.Kind != JsonTokenKind.End && root.Kind != JsonKind.Missing)
            ReportToken("nothing may follow the end of the value");
        return root;
    }

    private JsonNode ReadRootObject()
    {
        int start = _token.Start;
        List<JsonMember> members = [];
        Advance();
        bool broken = ReadMembers(members, 0);

        // A brace too many must not cost what follows it: members behind the end still belong to the file.
        while (_token.Kind != JsonTokenKind.End)
        {
            broken = true;
            ReportToken("nothing may follow the end of the manifest");
            _errors.Close();
            while (_token.Kind is JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket or JsonTokenKind.Colon or JsonTokenKind.Comma)
                Advance();
            ReadMembers(members, 0);
        }

        return new JsonNode { Kind = JsonKind.Object, Range = _lines.Range(start, _previousEnd), Members = members, Broken = broken };
    }

    private JsonNode ReadValue(int depth)
    {
        while (_token.Kind == JsonTokenKind.Colon)
        {
            ReportToken("expected a value");
            Advance();
        }

        JsonToken token = _token;
        switch (token.Kind)
        {
            case JsonTokenKind.OpenBrace or JsonTokenKind.OpenBracket when depth >= MaxDepth:
                return SkipTooDeep();
            case JsonTokenKind.OpenBrace:
                Advance();
                List<JsonMember> members = [];
                bool broken = ReadMembers(members, depth);
                return new JsonNode { Kind = JsonKind.Object, Range = _lines.Range(token.Start, _previousEnd), Members = members, Broken = broken };
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
                ReportToken("expected a value");
                return new JsonNode { Kind = JsonKind.Missing, Range = _lines.Range(token.Start, token.Start) };
        }
    }

    private JsonNode Scalar(JsonKind kind)
    {
        JsonNode node = new() { Kind = kind, Range = _lines.Range(_token.Start, _token.End), Text = _token.Text };
        Advance();
        return node;
    }

    /// <summary>Reads an object from behind its brace to its end; true when an error stands inside.</summary>
    private bool ReadMembers(List<JsonMember> members, int depth)
    {
        int mistakesBefore = _errors.Mistakes;
        _openObjects++;
        bool behindComma = false;
        while (true)
        {
            if (_token.Kind == JsonTokenKind.CloseBrace)
            {
                if (behindComma)
                    ReportToken("expected a name: no comma stands behind the last member");
                Advance();
                break;
            }

            if (_token.Kind == JsonTokenKind.End || (_token.Kind == JsonTokenKind.CloseBracket && _openArrays > 0))
            {
                ReportToken("expected a }");
                break;
            }

            if (_token.Kind is JsonTokenKind.String or JsonTokenKind.Word)
            {
                members.Add(ReadMember(depth));
                behindComma = ReadComma("}");
            }
            else
            {
                ReportToken("expected a name in double quotes");
                ReadPastNoName(members, depth);
                behindComma = false;
            }
        }

        _openObjects--;
        return _errors.Mistakes > mistakesBefore;
    }

    /// <summary>Reads on where something else than a name stands, so that the members around it survive.</summary>
    private void ReadPastNoName(List<JsonMember> members, int depth)
    {
        JsonMember? last = members.Count > 0 ? members[members.Count - 1] : null;
        JsonTokenKind found = _token.Kind;
        if (found is not (JsonTokenKind.OpenBrace or JsonTokenKind.OpenBracket))
            Advance();
        bool value = found is JsonTokenKind.Colon or JsonTokenKind.OpenBrace or JsonTokenKind.OpenBracket;
        if (value && last is { Value.Kind: JsonKind.Missing } && _token.Kind != JsonTokenKind.End)
        {
            // "a": , { ... }: the value that a mark too many parted from its name.
            members[members.Count - 1] = new JsonMember(last.Name, last.NameRange, ReadValue(depth + 1));
            TakeComma();
        }
        else if (value && _token.Kind == JsonTokenKind.OpenBrace)
        {
            // { { "a": 1: a brace too many; what it holds belongs here.
            Advance();
        }
        else
        {
            if (value)
                SkipToSeparator();
            if (found != JsonTokenKind.Comma)
                TakeComma();
        }
    }

    private JsonMember ReadMember(int depth)
    {
        JsonToken name = _token;
        SourceRange nameRange = _lines.Range(name.Start, name.End);
        if (name.Kind == JsonTokenKind.Word)
            _errors.Report(name.Start, name.End, "a name stands in double quotes");
        Advance();
        if (_token.Kind == JsonTokenKind.Colon)
        {
            Advance();
        }
        else
        {
            ReportToken($"expected a : and a value behind {Wording.Quote(name.Text)}");
            if (_token.Kind is JsonTokenKind.Comma or JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket or JsonTokenKind.End)
                return new JsonMember(name.Text, nameRange, new JsonNode { Kind = JsonKind.Missing, Range = nameRange });

            // "a" = true: the sign is not a second mistake.
            if (_token is { Kind: JsonTokenKind.Garbage, Text: "=" or "=>" })
                Advance();
        }

        return new JsonMember(name.Text, nameRange, ReadValue(depth + 1));
    }

    private JsonNode ReadArray(int depth)
    {
        int start = _token.Start;
        int mistakesBefore = _errors.Mistakes;
        List<JsonNode> items = [];
        _openArrays++;
        Advance();
        bool behindComma = false;
        while (true)
        {
            if (_token.Kind == JsonTokenKind.CloseBracket)
            {
                if (behindComma)
                    ReportToken("expected a value: no comma stands behind the last item");
                Advance();
                break;
            }

            if (_token.Kind == JsonTokenKind.End || (_token.Kind == JsonTokenKind.CloseBrace && _openObjects > 0))
            {
                ReportToken("expected a ]");
                break;
            }

            int before = _token.Start;
            items.Add(ReadValue(depth + 1));
            if (_token.Kind == JsonTokenKind.CloseBrace && _token.Start == before)
                Advance();
            behindComma = ReadComma("]");
        }

        _openArrays--;
        return new JsonNode { Kind = JsonKind.Array, Range = _lines.Range(start, _previousEnd), Items = items, Broken = _errors.Mistakes > mistakesBefore };
    }

    /// <summary>Reads what stands between two members or items; true when that was a comma.</summary>
    private bool ReadComma(string close)
    {
        bool forgiven = _afterUnclosedText;
        if (TakeComma())
            return true;
        switch (_token.Kind)
        {
            case JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket or JsonTokenKind.End:
                break;
            case JsonTokenKind.Colon:
                ReportToken($"expected a comma or a {close}");
                SkipToSeparator();
                return TakeComma();
            case JsonTokenKind.Garbage:
                ReportToken($"expected a comma or a {close}");
                Advance();
                break;
            default:
                if (!forgiven)
                    ReportToken($"expected a comma or a {close}");
                break;
        }

        return false;
    }

    private bool TakeComma()
    {
        if (_token.Kind != JsonTokenKind.Comma)
            return false;
        Advance();
        return true;
    }

    private JsonNode SkipTooDeep()
    {
        int start = _token.Start;
        _errors.Report(start, _token.End, $"nested deeper than {Wording.Number(MaxDepth)} levels; flatten it", tooDeep: true);
        int open = 0;
        do
        {
            open += _token.Kind switch
            {
                JsonTokenKind.OpenBrace or JsonTokenKind.OpenBracket => 1,
                JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket => -1,
                _ => 0,
            };
            Advance();
        }
        while (open > 0 && _token.Kind != JsonTokenKind.End);
        return new JsonNode { Kind = JsonKind.Missing, Range = _lines.Range(start, _previousEnd), Broken = true };
    }

    private void SkipToSeparator()
    {
        int open = 0;
        while (_token.Kind != JsonTokenKind.End)
        {
            if (open == 0 && _token.Kind is JsonTokenKind.Comma or JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket)
                return;
            if (_token.Kind is JsonTokenKind.OpenBrace or JsonTokenKind.OpenBracket)
                open++;
            else if (_token.Kind is JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket)
                open--;
            Advance();
        }
    }

    private void Advance()
    {
        _previousEnd = _token.End;
        _afterUnclosedText = _token is { Kind: JsonTokenKind.String, Mistake: not null };
        _token = _lexer.Next();
    }

    private void ReportToken(string expected)
    {
        string found = _token.Kind == JsonTokenKind.End ? "the end of the file" : Wording.Quote(_token.Text);
        _errors.Report(_token.Start, _token.End, $"{expected}, found {found}");
    }
}
