using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>One reading of a document: where it is, and what it has found so far. Throws <see cref="JsonException"/> where the text is no JSON.</summary>
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
    private PreviousFlags _last;
    private Utf8JsonReader _json;

    /// <summary>A reading from the start.</summary>
    /// <param name="text">The document, mended.</param>
    /// <param name="patterns">Takes its patterns.</param>
    /// <param name="last">What may be taken over.</param>
    /// <param name="references">Its references to bandits, where they were read already; null to read them.</param>
    /// <param name="decoded">Whether it is what <see cref="ClientFormat"/> has made of an obfuscated one.</param>
    public UfcDocument(ReadOnlySpan<byte> text, PatternSet patterns, PreviousFlags last, IReadOnlyList<BanditReference>? references, bool decoded = false)
    {
        _text = text;
        _decoded = decoded;
        _patterns = patterns;
        _last = last;
        _hasReferences = references is not null;
        BanditReferences = references ?? [];
        Flags = new(last.FlagCount, StringComparer.Ordinal);
        _json = new Utf8JsonReader(text);
    }

    public Dictionary<string, CompiledFlag> Flags { get; }

    /// <summary>Where the flags stand.</summary>
    public FlagTextRanges Places { get; } = new();

    public IReadOnlyList<BanditReference> BanditReferences { get; private set; }

    /// <summary>True when it is obfuscated and must be decoded first; whatever else was read is worth nothing then.</summary>
    public bool IsObfuscated { get; private set; }

    public string? EnvironmentName { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Reads all of it.</summary>
    /// <returns>Why it is refused; null when it is not.</returns>
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

        // Reading on refuses whatever stands behind the document.
        _json.Read();
        return problem;
    }

    /// <summary>Names what is wrong, once for each flag and bandit that ended up in the configuration.</summary>
    public readonly void Report(ILogger diagnostics)
    {
        foreach (BanditReference reference in BanditReferences)
        {
            if (reference.Defect is not null)
            {
                diagnostics.BanditReferenceDefect(LogText.Sanitize(reference.BanditKey), reference.Defect);
            }
        }

        FlagDefectLog report = new(diagnostics);
        foreach ((string key, CompiledFlag flag) in Flags)
        {
            if (flag.Defect is not null)
            {
                report.SetAside(key, flag.Defect);
            }
            else if (_refusedPatterns.TryGetValue(key, out IReadOnlyList<(string Pattern, string Problem)>? refused))
            {
                report.PatternsRefused(key, refused);
            }
        }

        report.End();
    }

    private string? SkipFlags()
    {
        _json.Skip();
        return null;
    }

    private string? ReadFlags()
    {
        // Of two properties of one name the last one counts, also where it is worse.
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
            Flags[key] = TakeOver(key) ?? ReadNew(key);
        }

        return null;
    }

    /// <summary>The flag of the table before, where its text is the same; else nothing is read.</summary>
    private CompiledFlag? TakeOver(string key)
    {
        if (_last.FlagCount == 0)
        {
            return null;
        }

        Utf8JsonReader behind = _json;
        int start = (int)_json.TokenStartIndex;
        behind.Skip();
        Range place = start..(int)behind.BytesConsumed;
        if (!_last.TryFind(key, _text[place], out CompiledFlag? flag))
        {
            return null;
        }

        _json = behind;
        _patterns.AddPatternsOf(flag);
        _refusedPatterns.Remove(key);
        Places.Add(key, place, flag);
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
            Places.Add(key, start..(int)_json.BytesConsumed, flag);
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

    /// <summary>Steps to the value of the current property if it has this name. <see cref="DefectCollector.Leave"/> must follow.</summary>
    private bool At(ReadOnlySpan<byte> utf8Name, string name)
    {
        // Names are hardly ever escaped, and most comparisons fail at the length.
        if (_json.ValueIsEscaped ? !_json.ValueTextEquals(utf8Name) : !_json.ValueSpan.SequenceEqual(utf8Name))
        {
            return false;
        }

        _json.Read();
        _defects.Enter(name);
        return true;
    }

    /// <summary>Steps to the next item of an array.</summary>
    private bool NextItem() => _json.Read() && _json.TokenType != JsonTokenType.EndArray;

    /// <summary>True when the value begins so; else notes what was expected and skips it.</summary>
    private bool Begins(JsonTokenType token, string expected)
    {
        if (_json.TokenType == token)
        {
            return true;
        }

        Refuse(expected);
        return false;
    }

    private void Refuse(string expected)
    {
        _defects.Note($"expected {expected}, found {Found()}");
        _json.Skip();
    }

    private string? ReadText() => Begins(JsonTokenType.String, "a string") ? _texts.GetString(ref _json) : null;

    private bool? ReadBoolean()
    {
        if (_json.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return _json.GetBoolean();
        }

        Refuse("true or false");
        return null;
    }

    /// <summary>A whole number within bounds; <c>3.0</c> is one.</summary>
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
        _defects.Note(string.Create(CultureInfo.InvariantCulture, $"expected a whole number from {minimum} to {maximum}, found {found}"));
        return null;
    }

    private readonly string Found() => JsonKindNames.Of(_json.TokenType);
}
