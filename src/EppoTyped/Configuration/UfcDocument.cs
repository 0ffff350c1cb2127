using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Reads one document and holds what it has found so far. Throws <see cref="JsonException"/> where the text is not JSON.</summary>
internal ref partial struct UfcDocument
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly bool _decoded;
    private readonly PatternSet _patterns;
    private readonly DefectCollector _defects = new();
    private readonly StringPool _texts = new();
    private readonly List<AllocationSpec> _allocations = [];
    private readonly List<SplitSpec> _splits = [];
    private readonly List<ShardSpec> _shards = [];
    private readonly List<ShardRange> _ranges = [];
    private readonly List<Rule> _rules = [];
    private readonly List<Condition> _conditions = [];
    private readonly List<(string Key, Range Value)> _values = [];
    private readonly Dictionary<string, Variation> _variations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<(string Pattern, string Problem)>> _refusedPatterns = new(StringComparer.Ordinal);
    private readonly bool _hasReferences;
    private PreviousFlags _previous;
    private Utf8JsonReader _json;

    /// <summary>Creates a reader at the start of a document.</summary>
    /// <param name="text">The document, sanitized.</param>
    /// <param name="patterns">Compiles and keeps its patterns.</param>
    /// <param name="previous">The flags that can be reused.</param>
    /// <param name="references">The references to bandits in the document if they were read before; null to read them.</param>
    /// <param name="decoded">Whether <see cref="ClientFormat"/> has decoded the document from an obfuscated one.</param>
    public UfcDocument(
        ReadOnlySpan<byte> text,
        PatternSet patterns,
        PreviousFlags previous,
        IReadOnlyList<BanditReference>? references,
        bool decoded = false)
    {
        _text = text;
        _decoded = decoded;
        _patterns = patterns;
        _previous = previous;
        _hasReferences = references is not null;
        BanditReferences = references ?? [];
        Flags = new(previous.FlagCount, StringComparer.Ordinal);
        _json = new Utf8JsonReader(text);
    }

    public Dictionary<string, CompiledFlag> Flags { get; }

    /// <summary>The positions of the flags in the text.</summary>
    public FlagTextRanges TextRanges { get; } = new();

    public IReadOnlyList<BanditReference> BanditReferences { get; private set; }

    /// <summary>True when the document is obfuscated: it must be decoded and read again, and nothing that was read is valid.</summary>
    public bool IsObfuscated { get; private set; }

    public string? EnvironmentName { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Reads the document.</summary>
    /// <returns>Why the document is refused; null when it is not.</returns>
    public string? Read()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            return $"The configuration is {Found()} where an object is expected.";
        }

        string? problem = "The configuration has no \"flags\".";
        while (NextProperty())
        {
            if (_json.ValueTextEquals("flags"u8))
            {
                _json.Read();
                problem = IsObfuscated ? SkipFlags() : ReadFlags();
            }
            else if (_json.ValueTextEquals("format"u8))
            {
                _json.Read();
                IsObfuscated |= !_decoded && _json.TokenType == JsonTokenType.String && _json.ValueTextEquals("CLIENT"u8);
                _json.Skip();
            }
            else if (_json.ValueTextEquals("createdAt"u8))
            {
                _json.Read();
                PublishedAt = ReadPublishedAt();
            }
            else if (_json.ValueTextEquals("environment"u8))
            {
                _json.Read();
                EnvironmentName = ReadEnvironmentName();
            }
            else if (!_hasReferences && _json.ValueTextEquals("banditReferences"u8))
            {
                _json.Read();
                BanditReferences = BanditReferenceReader.Read(ref _json);
            }
            else
            {
                _json.Skip();
            }
        }

        // This read fails where more text follows the document.
        _json.Read();
        return problem;
    }

    /// <summary>Logs the defects of the flags and bandit references that are in the configuration, each once.</summary>
    public readonly void LogDefects(ILogger diagnostics)
    {
        foreach (BanditReference reference in BanditReferences)
        {
            if (reference.Defect is not null)
            {
                diagnostics.BanditReferenceDefect(LogText.Sanitize(reference.BanditKey), reference.Defect);
            }
        }

        FlagDefectLog log = new(diagnostics);
        foreach ((string key, CompiledFlag flag) in Flags)
        {
            if (flag.Defect is not null)
            {
                log.LogSetAside(key, flag.Defect);
            }
            else if (_refusedPatterns.TryGetValue(key, out IReadOnlyList<(string Pattern, string Problem)>? refused))
            {
                log.LogRefusedPatterns(key, refused);
            }
        }

        log.LogRemainder();
    }

    private string? SkipFlags()
    {
        _json.Skip();
        return null;
    }

    private string? ReadFlags()
    {
        // Of two properties of one name the last one is used, also when it cannot be read.
        Flags.Clear();
        _refusedPatterns.Clear();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            string problem = $"The configuration's \"flags\" is {Found()} where an object is expected.";
            _json.Skip();
            return problem;
        }

        while (NextProperty())
        {
            string key = _json.GetString()!;
            _json.Read();
            Flags[key] = Reuse(key) ?? ReadNew(key);
        }

        return null;
    }

    /// <summary>Returns the flag of the previous table if its text is the same; otherwise null, and the reader does not move.</summary>
    private CompiledFlag? Reuse(string key)
    {
        if (_previous.FlagCount == 0)
        {
            return null;
        }

        Utf8JsonReader ahead = _json;
        int start = (int)_json.TokenStartIndex;
        ahead.Skip();
        Range range = start..(int)ahead.BytesConsumed;
        if (!_previous.TryFind(key, _text[range], out CompiledFlag? flag))
        {
            return null;
        }

        _json = ahead;
        _patterns.AddPatternsOf(flag);
        _refusedPatterns.Remove(key);
        TextRanges.Add(key, range, flag);
        return flag;
    }

    private CompiledFlag ReadNew(string key)
    {
        int start = (int)_json.TokenStartIndex;
        CompiledFlag flag = ReadFlag(key);
        _refusedPatterns.Remove(key);
        if (_patterns.TakeRefused() is { Count: > 0 } refused)
        {
            _refusedPatterns.Add(key, refused);
        }
        else if (flag.Defect is null)
        {
            TextRanges.Add(key, start..(int)_json.BytesConsumed, flag);
        }

        return flag;
    }

    private DateTimeOffset? ReadPublishedAt()
    {
        string? text = _json.TokenType == JsonTokenType.String ? _json.GetString() : null;
        _json.Skip();
        return UfcDate.ToMoment(text);
    }

    private string? ReadEnvironmentName()
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            _json.Skip();
            return null;
        }

        string? name = null;
        while (NextProperty())
        {
            bool isName = _json.ValueTextEquals("name"u8);
            _json.Read();
            name = !isName ? name : _json.TokenType == JsonTokenType.String ? _json.GetString() : null;
            _json.Skip();
        }

        return name;
    }

    private bool NextProperty() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves to the value of the current property if it has this name. <see cref="DefectCollector.Leave"/> must follow.</summary>
    private bool At(ReadOnlySpan<byte> utf8Name, string name)
    {
        // Names are rarely escaped, and most comparisons fail at the length.
        if (_json.ValueIsEscaped ? !_json.ValueTextEquals(utf8Name) : !_json.ValueSpan.SequenceEqual(utf8Name))
        {
            return false;
        }

        _json.Read();
        _defects.Enter(name);
        return true;
    }

    /// <summary>Moves to the next item of an array.</summary>
    private bool NextItem() => _json.Read() && _json.TokenType != JsonTokenType.EndArray;

    /// <summary>True when the value begins with this token; otherwise adds a defect and skips the value.</summary>
    private bool Begins(JsonTokenType token, string expected)
    {
        if (_json.TokenType == token)
        {
            return true;
        }

        AddExpected(expected);
        return false;
    }

    /// <summary>Adds a defect for a value of the wrong kind, and skips the value.</summary>
    private void AddExpected(string expected)
    {
        _defects.Add($"expected {expected}, found {Found()}");
        _json.Skip();
    }

    private string? ReadText() => Begins(JsonTokenType.String, "a string") ? _texts.GetString(ref _json) : null;

    private bool? ReadBoolean()
    {
        if (_json.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return _json.GetBoolean();
        }

        AddExpected("true or false");
        return null;
    }

    /// <summary>Reads a whole number within bounds; <c>3.0</c> is one.</summary>
    private long? ReadInteger(long minimum, long maximum)
    {
        if (!Begins(JsonTokenType.Number, "a number"))
        {
            return null;
        }

        bool isInteger = _json.TryGetInt64(out long number);
        if (!isInteger && _json.TryGetDouble(out double real) && real == Math.Truncate(real) && Math.Abs(real) < long.MaxValue)
        {
            (isInteger, number) = (true, (long)real);
        }

        if (isInteger && number >= minimum && number <= maximum)
        {
            return number;
        }

        string found = LogText.Sanitize(Encoding.UTF8.GetString(_json.ValueSpan));
        _defects.Add(string.Create(CultureInfo.InvariantCulture, $"expected a whole number from {minimum} to {maximum}, found {found}"));
        return null;
    }

    private readonly string Found() => JsonKindNames.Of(_json.TokenType);
}
