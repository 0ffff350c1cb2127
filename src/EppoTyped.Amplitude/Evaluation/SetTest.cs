using System.Buffers;

namespace EppoTyped.Amplitude;

/// <summary>Compares a list with the values of a condition, before any negation (docs/protocols/amplitude.md, section 4.11).</summary>
internal sealed class SetTest
{
    private const int OnStack = 64;

    private readonly SetRelation _relation;
    private readonly TextIndex _values;
    private readonly int _countWithDuplicates;

    public SetTest(ConditionOperator @operator, IReadOnlyList<string> values)
    {
        _relation = @operator switch
        {
            ConditionOperator.SetIs or ConditionOperator.SetIsNot => SetRelation.Equal,
            ConditionOperator.SetContains or ConditionOperator.SetDoesNotContain => SetRelation.HasAll,
            _ => SetRelation.HasAny,
        };
        // Equal sets are compared ordinally; containment compares as `is` does.
        _values = new TextIndex(_relation == SetRelation.Equal ? values : values.Select(value => BooleanWord.Canonical(value).ToString()));
        _countWithDuplicates = values.Count;
    }

    private enum SetRelation
    {
        Equal,
        HasAll,
        HasAny,
    }

    /// <summary>Whether the list is in the relation with the values. Elements that are null are ignored.</summary>
    public bool Matches(scoped in TargetValue list)
    {
        if (_relation == SetRelation.HasAny)
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
            else if (place < 0 && _relation == SetRelation.Equal)
            {
                return false;
            }
        }

        // The list must have at least as many elements as there are values, duplicates counted (docs/protocols/amplitude.md, section 11,
        // row 5).
        return missing == 0 && (_relation == SetRelation.Equal || elements >= _countWithDuplicates);
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

    private int Find(ReadOnlySpan<char> text) => _values.Find(_relation == SetRelation.Equal ? text : BooleanWord.Canonical(text));
}
