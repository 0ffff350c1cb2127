using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>A flag as an evaluation needs it: the splits are every variant of every segment, their metadata merged.</summary>
internal sealed class AmplitudeFlag : CustomEvaluator
{
    private const int SlotsOnStack = 64;

    private readonly FlagSetLayout _layout;
    private readonly int[] _answers;
    private readonly Func<int, JsonElement> _results;

    /// <summary>A flag whose segments and dependencies come when all flags of the set are known by their splits.</summary>
    /// <param name="key">The flag.</param>
    /// <param name="variants">By split.</param>
    /// <param name="answers">By split, what a typed call gets: the split, or nothing where the variant stands for nobody having been assigned.</param>
    /// <param name="layout">What the flags of the set share.</param>
    /// <param name="results">By split, the variant as other flags' selectors see it.</param>
    public AmplitudeFlag(string key, Variant[] variants, int[] answers, FlagSetLayout layout, Func<int, JsonElement> results) =>
        (Key, Variants, _answers, _layout, _results) = (key, variants, answers, layout, results);

    public string Key { get; }

    /// <summary>What an evaluation gives, by split; shared by all who get it.</summary>
    public Variant[] Variants { get; }

    /// <summary>By split, the variant as other flags' selectors see it: only made where one does.</summary>
    public JsonElement[] Results => field ??= [.. Enumerable.Range(0, Variants.Length).Select(_results)];

    /// <summary>In the order in which they are asked.</summary>
    public Segment[] Segments { get; set; } = [];

    /// <summary>The flags to be evaluated before, in order. Never a cycle, and never deeper than <see cref="FlagOrder.Deepest"/>.</summary>
    public AmplitudeFlag[] Dependencies { get; set; } = [];

    /// <summary>Its place in a <see cref="FlagResultCache"/>; below 0 when no flag asks for it.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>What everybody gets, for typed calls, or <see cref="Outcome.DependsOnSubject"/>.</summary>
    public int ConstantOutcome
    {
        get
        {
            foreach (Segment segment in Segments)
            {
                if (segment.ConstantOutcome != FlagResultCache.NoVariant)
                {
                    return segment.ConstantOutcome == Outcome.DependsOnSubject ? Outcome.DependsOnSubject : _answers[segment.ConstantOutcome];
                }
            }

            return Outcome.NoAllocation;
        }
    }

    /// <inheritdoc/>
    public override int Evaluate(scoped in SubjectView subject)
    {
        if (Dependencies.Length > 0 || _layout.ToUser is not null)
        {
            return DecideRare(subject);
        }

        EvaluationTarget target = new(subject, _layout.Cohorts, default);
        return AnswerOf(Decide(target));
    }

    /// <summary>Decides for a target whose memory has what this flag depends on.</summary>
    /// <returns>The split; below 0 where there is no variant.</returns>
    public int Decide(scoped in EvaluationTarget target)
    {
        foreach (Segment segment in Segments)
        {
            int split = segment.Decide(target);
            if (split >= 0)
            {
                return split;
            }
        }

        return FlagResultCache.NoVariant;
    }

    /// <summary>Evaluates what this flag depends on and was not evaluated yet, in order.</summary>
    public void Prepare(scoped in EvaluationTarget target)
    {
        foreach (AmplitudeFlag dependency in Dependencies)
        {
            if (!target.Results.Has(dependency.Slot))
            {
                dependency.Prepare(target);
                target.Results.Keep(dependency.Slot, dependency.Decide(target));
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int DecideRare(scoped in SubjectView subject)
    {
        SubjectView user = _layout.UserOf(subject);
        int slots = Dependencies.Length > 0 ? _layout.Slots : 0;
        if (slots <= SlotsOnStack)
        {
            Span<int> few = stackalloc int[SlotsOnStack];
            few.Clear();
            return DecideWith(few[..slots], user);
        }

        int[] rented = ArrayPool<int>.Shared.Rent(slots);
        try
        {
            rented.AsSpan(0, slots).Clear();
            return DecideWith(rented.AsSpan(0, slots), user);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    private int DecideWith(scoped Span<int> slots, scoped in SubjectView user)
    {
        EvaluationTarget target = new(user, _layout.Cohorts, new FlagResultCache(slots));
        Prepare(target);
        return AnswerOf(Decide(target));
    }

    private int AnswerOf(int split) => split < 0 ? Outcome.NoAllocation : _answers[split];
}
