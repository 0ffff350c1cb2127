namespace EppoTyped.Amplitude;

/// <summary>
/// Comparisons: as numbers or versions where the value and at least one value of the condition are, else as text, ordinally, with all of
/// them. Any value of the condition suffices, so only the one that is easiest to pass is compared.
/// </summary>
internal abstract class OrderTest : ValueTest
{
    private readonly Comparison _comparison;
    private readonly string? _easiestText;

    private protected OrderTest(Comparison comparison, IReadOnlyList<string> values)
    {
        _comparison = comparison;
        _easiestText = Easiest(values, string.CompareOrdinal);
    }

    private protected bool Holds(int order) => _comparison switch
    {
        Comparison.AtLeast => order >= 0,
        Comparison.Above => order > 0,
        Comparison.AtMost => order <= 0,
        _ => order < 0,
    };

    private protected bool MatchesAsText(ReadOnlySpan<char> text) =>
        _easiestText is not null && Holds(text.SequenceCompareTo(_easiestText));

    /// <summary>The operand that passes if any passes: the greatest for less, the least for greater.</summary>
    private protected T? Easiest<T>(IReadOnlyList<T> operands, Comparison<T> compare)
    {
        bool wantsGreatest = _comparison is Comparison.Below or Comparison.AtMost;
        T? easiest = operands.Count == 0 ? default : operands[0];
        foreach (T operand in operands)
        {
            easiest = (compare(operand, easiest!) > 0) == wantsGreatest ? operand : easiest;
        }

        return easiest;
    }
}

/// <summary><c>less</c>, <c>less or equal</c>, <c>greater</c>, <c>greater or equal</c>.</summary>
internal sealed class NumberTest : OrderTest
{
    private readonly double? _operand;

    public NumberTest(Comparison comparison, IReadOnlyList<string> values)
        : base(comparison, values)
    {
        List<double> operands = [];
        foreach (string value in values)
        {
            if (OrderedNumber.TryParse(value, out double operand))
            {
                operands.Add(operand);
            }
        }

        _operand = operands.Count == 0 ? null : Easiest(operands, (left, right) => left.CompareTo(right));
    }

    public override bool TryMatch(scoped in TargetValue value, out bool matches)
    {
        if (_operand is { } operand && value.AsNumber is { } number && !double.IsNaN(number))
        {
            matches = Holds(number.CompareTo(operand));
            return true;
        }

        Span<char> room = stackalloc char[TargetValue.TextRoom];
        ReadOnlySpan<char> text = value.ToText(room);
        matches = _operand is { } parsed && OrderedNumber.TryParse(text, out number)
            ? Holds(number.CompareTo(parsed))
            : MatchesAsText(text);
        return true;
    }
}

/// <summary>The same four for versions.</summary>
internal sealed class VersionTest : OrderTest
{
    private readonly string? _text;
    private readonly AmplitudeVersion _version;

    public VersionTest(Comparison comparison, IReadOnlyList<string> values)
        : base(comparison, values)
    {
        List<string> operands = [.. values.Where(value => AmplitudeVersion.TryParse(value, out _))];
        _text = Easiest(operands, Compare);
        _ = AmplitudeVersion.TryParse(_text, out _version);
    }

    public override bool TryMatch(scoped in TargetValue value, out bool matches)
    {
        Span<char> room = stackalloc char[TargetValue.TextRoom];
        ReadOnlySpan<char> text = value.ToText(room);
        matches = _text is not null && AmplitudeVersion.TryParse(text, out AmplitudeVersion version)
            ? Holds(AmplitudeVersion.Compare(text, version, _text, _version))
            : MatchesAsText(text);
        return true;
    }

    private static int Compare(string left, string right)
    {
        _ = AmplitudeVersion.TryParse(left, out AmplitudeVersion leftVersion);
        _ = AmplitudeVersion.TryParse(right, out AmplitudeVersion rightVersion);
        return AmplitudeVersion.Compare(left, leftVersion, right, rightVersion);
    }
}
