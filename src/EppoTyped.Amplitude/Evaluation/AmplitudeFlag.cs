using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>A compiled flag. Its splits are every variant of every segment, with metadata merged.</summary>
internal sealed class AmplitudeFlag : CustomEvaluator
{
    private const int SlotsOnStack = 64;

    private readonly FlagSetLayout _layout;
    private readonly int[] _typedOutcomes;
    private readonly Func<int, JsonElement> _results;

    /// <summary>A flag whose segments and dependencies are set once the splits of all flags of the set are known.</summary>
    /// <param name="key">The flag key.</param>
    /// <param name="variants">The variants by split.</param>
    /// <param name="typedOutcomes">
    /// The outcome of a typed call by split: the split, or no allocation where the variant means that nothing was assigned.
    /// </param>
    /// <param name="layout">What the flags of the set share.</param>
    /// <param name="results">Makes the variant of a split as other flags' selectors see it.</param>
    public AmplitudeFlag(string key, Variant[] variants, int[] typedOutcomes, FlagSetLayout layout, Func<int, JsonElement> results) =>
        (Key, Variants, _typedOutcomes, _layout, _results) = (key, variants, typedOutcomes, layout, results);

    public string Key { get; }

    /// <summary>The variants by split, one instance for all callers.</summary>
    public Variant[] Variants { get; }

    /// <summary>The variants by split as other flags' selectors see them; made on first use.</summary>
    public JsonElement[] Results => field ??= [.. Enumerable.Range(0, Variants.Length).Select(_results)];

    /// <summary>The segments, in order.</summary>
    public Segment[] Segments { get; set; } = [];

    /// <summary>
    /// The flags to evaluate before this one, in order. Without cycles, and at most <see cref="FlagOrder.Deepest"/> deep.
    /// </summary>
    public AmplitudeFlag[] Dependencies { get; set; } = [];

    /// <summary>Its place in a <see cref="FlagResultCache"/>; negative where no flag reads its result.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>The outcome of a typed call for every subject, or <see cref="Outcome.DependsOnSubject"/>.</summary>
    public int ConstantOutcome
    {
        get
        {
            foreach (Segment segment in Segments)
            {
                if (segment.ConstantOutcome != FlagResultCache.NoVariant)
                {
                    return segment.ConstantOutcome == Outcome.DependsOnSubject
                        ? Outcome.DependsOnSubject
                        : _typedOutcomes[segment.ConstantOutcome];
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
            return EvaluateWithDependencies(subject);
        }

        EvaluationTarget target = new(subject, _layout.Cohorts, default);
        return TypedOutcomeOf(Evaluate(target));
    }

    /// <summary>Evaluates for a target whose results include what this flag depends on.</summary>
    /// <returns>The split; negative where there is no variant.</returns>
    public int Evaluate(scoped in EvaluationTarget target)
    {
        foreach (Segment segment in Segments)
        {
            int split = segment.Evaluate(target);
            if (split >= 0)
            {
                return split;
            }
        }

        return FlagResultCache.NoVariant;
    }

    /// <summary>Evaluates the dependencies that were not evaluated yet, in order.</summary>
    public void Prepare(scoped in EvaluationTarget target)
    {
        foreach (AmplitudeFlag dependency in Dependencies)
        {
            if (!target.Results.Has(dependency.Slot))
            {
                dependency.Prepare(target);
                target.Results.Keep(dependency.Slot, dependency.Evaluate(target));
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int EvaluateWithDependencies(scoped in SubjectView subject)
    {
        SubjectView user = _layout.UserOf(subject);
        int slots = Dependencies.Length > 0 ? _layout.Slots : 0;
        if (slots <= SlotsOnStack)
        {
            Span<int> few = stackalloc int[SlotsOnStack];
            few.Clear();
            return EvaluateWith(few[..slots], user);
        }

        int[] rented = ArrayPool<int>.Shared.Rent(slots);
        try
        {
            rented.AsSpan(0, slots).Clear();
            return EvaluateWith(rented.AsSpan(0, slots), user);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    private int EvaluateWith(scoped Span<int> slots, scoped in SubjectView user)
    {
        EvaluationTarget target = new(user, _layout.Cohorts, new FlagResultCache(slots));
        Prepare(target);
        return TypedOutcomeOf(Evaluate(target));
    }

    private int TypedOutcomeOf(int split) => split < 0 ? Outcome.NoAllocation : _typedOutcomes[split];
}
