using System.Buffers;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>
/// Evaluates flags together for one user (docs/protocols/amplitude.md, section 4.1): each once, after the flags it depends on, and with
/// their results.
/// </summary>
internal static class FlagSetEvaluation
{
    /// <summary>Evaluates for a subject. A subject that throws costs the flags that read it; nothing is thrown.</summary>
    /// <param name="table">The flags.</param>
    /// <param name="subject">The subject to evaluate for.</param>
    /// <param name="flagKeys">The flags to evaluate, with those they depend on; null or empty for all. Unknown keys are ignored.</param>
    /// <param name="reportException">Called with what the subject threw, and the flag.</param>
    /// <returns>The variants by flag key, in the order of evaluation.</returns>
    public static Dictionary<string, Variant> Run(
        AmplitudeTable table, scoped in SubjectView subject, IEnumerable<string>? flagKeys, Action<Exception, string> reportException)
    {
        int[] rented = ArrayPool<int>.Shared.Rent(table.Layout.Slots);
        FlagResultCache results = new(Cleared(rented, table.Layout.Slots));
        EvaluationTarget target = new(table.Layout.UserOf(subject), table.Layout.Cohorts, results);
        Dictionary<string, Variant> variants = Run(table, target, flagKeys, reportException);
        ArrayPool<int>.Shared.Return(rented);
        return variants;
    }

    /// <summary>Evaluates for a context in the form of docs/protocols/amplitude.md, section 4.3.</summary>
    public static Dictionary<string, Variant> Run(AmplitudeTable table, JsonElement context, IEnumerable<string>? flagKeys)
    {
        FlagResultCache results = new(new int[table.Layout.Slots]);
        EvaluationTarget target = new(context, results);
        return Run(table, target, flagKeys, static (_, _) => { });
    }

    private static Dictionary<string, Variant> Run(
        AmplitudeTable table, scoped in EvaluationTarget target, IEnumerable<string>? flagKeys, Action<Exception, string> reportException)
    {
        IReadOnlyList<AmplitudeFlag> flags = InOrder(table, flagKeys);
        Dictionary<string, Variant> variants = new(flags.Count, StringComparer.Ordinal);
        foreach (AmplitudeFlag flag in flags)
        {
            try
            {
                int split = flag.Evaluate(target);
                target.Results.Keep(flag.Slot, split);
                if (split >= 0)
                {
                    variants.Add(flag.Key, flag.Variants[split]);
                }
            }
            catch (Exception exception)
            {
                reportException(exception, flag.Key);
            }
        }

        return variants;
    }

    private static Span<int> Cleared(int[] rented, int slots)
    {
        Span<int> cleared = rented.AsSpan(0, slots);
        cleared.Clear();
        return cleared;
    }

    private static IReadOnlyList<AmplitudeFlag> InOrder(AmplitudeTable table, IEnumerable<string>? flagKeys)
    {
        List<AmplitudeFlag> inOrder = [];
        HashSet<AmplitudeFlag> seen = [];
        bool all = true;
        foreach (string key in flagKeys ?? [])
        {
            all = false;
            Visit(key is null ? null : table.Find(key));
        }

        return all ? table.InOrder : inOrder;

        // At most FlagOrder.Deepest deep.
        void Visit(AmplitudeFlag? flag)
        {
            if (flag is not null && seen.Add(flag))
            {
                foreach (AmplitudeFlag dependency in flag.Dependencies)
                {
                    Visit(dependency);
                }

                inOrder.Add(flag);
            }
        }
    }
}
