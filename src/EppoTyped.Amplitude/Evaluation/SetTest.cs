using System.Buffers;

namespace EppoTyped.Amplitude;

/// <summary>What the operators of sets ask of a list, before any negation (docs/protocols/amplitude.md, section 4.11).</summary>
internal sealed class SetTest
{
    private const int OnStack = 64;

    private readonly Question _question;
    private readonly TextIndex _values;
    private readonly int _countWithDuplicates;

    public SetTest(ConditionOperator @operator, IReadOnlyList<string> values)
    {
        _question = @operator switch
        {
            ConditionOperator.SetIs or ConditionOperator.SetIsNot => Question.Same,
            ConditionOperator.SetContains or ConditionOperator.SetDoesNotContain => Question.HasAll,
            _ => Question.HasAny,
        };
        // Sets are the same by the letter; containment is that of `is`.
        _values = new TextIndex(_question == Question.Same ? values : values.Select(value => BooleanWord.Canonical(value).ToString()));
        _countWithDuplicates = values.Count;
    }

    private enum Question
    {
        Same,
        HasAll,
        HasAny,
    }

    /// <summary>Whether the list answers the question with yes. Elements that are null do not count.</summary>
    public bool Matches(scoped in TargetValue list)
    {
        if (_question == Question.HasAny)
        {
            return HasAny(list);
        }

        bool[]? rented = _values.Count > OnStack ? ArrayPool<bool>.Shared.Rent(_values.Count) : null;
        Span<bool> found = rented is null ? stackalloc bool[OnStack] : rented;
        found = found[.._values.Count];
        found.Clear();
        bool matches = HasAll(list, found);
        if (rented is not null)
        {
            ArrayPool<bool>.Shared.Return(rented);
        }

        return matches;
    }

    private bool HasAll(scoped in TargetValue list, Span<bool> found)
    {
        Span<char> room = stackalloc char[TargetValue.TextRoom];
        (int elements, int missing) = (0, found.Length);
        for (int index = 0; index < list.Count; index++)
        {
            TargetValue element = list[index];
            if (element.IsNull)
            {
                continue;
            }

            elements++;
            int place = Find(element.ToText(room));
            if (place >= 0 && !found[place])
            {
                found[place] = true;
                missing--;
            }
            else if (place < 0 && _question == Question.Same)
            {
                return false;
            }
        }

        // A list shorter than the values is refused before they are looked for, and those count as often as they come (docs/protocols/amplitude.md, section 11, row 5).
        return missing == 0 && (_question == Question.Same || elements >= _countWithDuplicates);
    }

    private bool HasAny(scoped in TargetValue list)
    {
        Span<char> room = stackalloc char[TargetValue.TextRoom];
        for (int index = 0; index < list.Count; index++)
        {
            TargetValue element = list[index];
            if (!element.IsNull && Find(element.ToText(room)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private int Find(ReadOnlySpan<char> text) => _values.Find(_question == Question.Same ? text : BooleanWord.Canonical(text));
}
