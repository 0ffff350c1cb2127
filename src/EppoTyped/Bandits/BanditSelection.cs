using System.Buffers;
using System.Text;

namespace EppoTyped;

/// <summary>Which action a bandit chooses (Eppo UFC, sections 4.3 to 4.5 of the facts). Allocates nothing.</summary>
internal static class BanditSelection
{
    // Fixed by the protocol, whatever the flag's own number of shards is.
    private const uint TotalShards = 10_000;
    private const int LongestOnStack = 512;

    private static readonly Comparison<Candidate> SelectionOrder = CompareForSelection;

    /// <summary>Chooses. Throws what the contexts throw, and <see cref="ArithmeticException"/> where a score is no finite number.</summary>
    /// <param name="flagKey">The flag as the caller asked for it.</param>
    /// <param name="subjectKey">The subject.</param>
    /// <param name="model">The bandit's model.</param>
    /// <param name="subject">The subject's attributes.</param>
    /// <param name="candidates">The actions, at least one; left without duplicates, in the order of selection, with scores and weights.</param>
    /// <param name="best">The action of the best score.</param>
    /// <returns>The action chosen.</returns>
    public static int Select(string flagKey, string subjectKey, BanditModel model, BanditContext subject, ref Candidates candidates, out int best)
    {
        uint threshold = Shuffle(flagKey, subjectKey, ref candidates);
        Span<Candidate> items = candidates.Items;
        best = Score(model, subject, items);
        Weigh(model, items, best);
        double passed = 0;
        for (int index = 0; index < items.Length; index++)
        {
            passed += items[index].Weight;
            if (passed > threshold / (double)TotalShards)
            {
                return index;
            }
        }

        // Weights that should sum up to 1 may miss it by a last digit.
        return items.Length - 1;
    }

    /// <summary>Scores every action. Throws as <see cref="Select"/> does.</summary>
    /// <returns>The best one; of several the ordinally smallest key.</returns>
    public static int Score(BanditModel model, BanditContext subject, Span<Candidate> items)
    {
        int best = 0;
        for (int index = 0; index < items.Length; index++)
        {
            ref Candidate item = ref items[index];
            item.Score = model.Score(item.Key, subject, new BanditContext(item.Attributes));
            if (!double.IsFinite(item.Score))
            {
                throw new ArithmeticException($"The score of action {OneLine.Of(item.Key)} is no finite number.");
            }

            if (item.Score > items[best].Score || (item.Score == items[best].Score && string.CompareOrdinal(item.Key, items[best].Key) < 0))
            {
                best = index;
            }
        }

        return best;
    }

    /// <summary>The best action gets what the others leave.</summary>
    private static void Weigh(BanditModel model, Span<Candidate> items, int best)
    {
        int count = items.Length;
        double bestScore = items[best].Score;
        double floor = model.ActionProbabilityFloor / count;
        double others = 0;
        for (int index = 0; index < count; index++)
        {
            if (index != best)
            {
                double weight = Math.Max(floor, 1 / (count + (model.Gamma * (bestScore - items[index].Score))));
                items[index].Weight = weight;
                others += weight;
            }
        }

        items[best].Weight = Math.Max(0, 1 - others);
    }

    /// <summary>Brings the actions into the order of selection, which depends on flag and subject alone.</summary>
    /// <returns>The subject's own shard.</returns>
    private static uint Shuffle(string flagKey, string subjectKey, ref Candidates candidates)
    {
        int most = Encoding.UTF8.GetMaxByteCount(flagKey.Length) + Encoding.UTF8.GetMaxByteCount(subjectKey.Length) + 2;
        byte[]? rented = most > LongestOnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> buffer = rented ?? stackalloc byte[LongestOnStack];
        int ofFlag = Encoding.UTF8.GetBytes(flagKey, buffer);
        buffer[ofFlag++] = (byte)'-';
        int ofSubject = ofFlag + Encoding.UTF8.GetBytes(subjectKey, buffer[ofFlag..]);
        buffer[ofSubject++] = (byte)'-';

        uint threshold = SubjectHash.Shard(buffer[..ofFlag], subjectKey, TotalShards);
        foreach (ref Candidate candidate in candidates.Items)
        {
            candidate.Shard = SubjectHash.Shard(buffer[..ofSubject], candidate.Key, TotalShards);
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        candidates.Items.Sort(SelectionOrder);
        candidates.CollapseSorted();
        return threshold;
    }

    private static int CompareForSelection(Candidate left, Candidate right)
    {
        int order = left.Shard.CompareTo(right.Shard);
        order = order != 0 ? order : string.CompareOrdinal(left.Key, right.Key);
        return order != 0 ? order : left.Place.CompareTo(right.Place);
    }
}
