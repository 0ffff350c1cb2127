using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace EppoTyped;

/// <summary>Which action a bandit chooses (docs/protocols/eppo.md, sections 8.4 to 8.6). Allocates nothing.</summary>
internal static class BanditSelection
{
    // Fixed by the protocol, whatever the flag's own number of shards is.
    private const uint TotalShards = 10_000;
    private const int LongestOnStack = 512;

    private static readonly Comparison<Candidate> SelectionOrder = (left, right) => CompareForSelection(left, right);

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
        SubjectReadings readings = new(subject);
        for (int index = 0; index < items.Length; index++)
        {
            ref Candidate item = ref items[index];
            item.Score = model.Score(item.Key, ref readings, new BanditContext(item.Attributes));
            if (!double.IsFinite(item.Score))
            {
                throw new ArithmeticException($"The score of action {LogText.Sanitize(item.Key)} is no finite number.");
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

        uint threshold = HashAll(buffer[..ofFlag], buffer[..ofSubject], subjectKey, candidates.Items);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        Sort(candidates.Items);
        candidates.CollapseSorted();
        return threshold;
    }

    /// <summary>Hashes the actions, and the subject beside them.</summary>
    /// <param name="flag">What is hashed before the subject alone.</param>
    /// <param name="flagAndSubject">What is hashed before an action.</param>
    /// <param name="subjectKey">The subject.</param>
    /// <param name="items">The actions.</param>
    /// <returns>The subject's own shard.</returns>
    private static uint HashAll(ReadOnlySpan<byte> flag, ReadOnlySpan<byte> flagAndSubject, string subjectKey, Span<Candidate> items)
    {
        HashBatch hashes = new(stackalloc byte[HashBatch.BufferSizeFor(items.Length + 1)]);
        Span<uint> taken = stackalloc uint[HashBatch.Capacity];
        Span<byte> key = stackalloc byte[Md5.LongestMessage];
        bool subjectFits = hashes.TryAdd(flagAndSubject[..^1], default, default);
        uint threshold = subjectFits ? 0 : SubjectHash.Shard(flag, subjectKey, TotalShards);

        // The first place is the subject's, before any action's.
        int first = subjectFits ? -1 : 0;
        for (int index = 0; index < items.Length; index++)
        {
            string action = items[index].Key;
            bool fits = Utf8.FromUtf16(action, key, out _, out int length) == OperationStatus.Done && hashes.TryAdd(flagAndSubject, key[..length], default);
            if (fits && !hashes.IsFull)
            {
                continue;
            }

            first = Take(ref hashes, taken, items, first, ref threshold);
            if (!fits)
            {
                items[index].Shard = SubjectHash.Shard(flagAndSubject, action, TotalShards);
                first = index + 1;
            }
        }

        Take(ref hashes, taken, items, first, ref threshold);
        return threshold;
    }

    /// <summary>Gives hashes to the actions from a place on, the subject standing before the first.</summary>
    /// <returns>The place behind them.</returns>
    private static int Take(scoped ref HashBatch hashes, Span<uint> taken, Span<Candidate> items, int first, scoped ref uint threshold)
    {
        int count = hashes.Count;
        hashes.HashAll(taken);
        for (int index = 0; index < count; index++)
        {
            uint shard = taken[index] % TotalShards;
            if (first + index < 0)
            {
                threshold = shard;
            }
            else
            {
                items[first + index].Shard = shard;
            }
        }

        return first + count;
    }

    private static void Sort(Span<Candidate> items)
    {
        if (items.Length > Candidates.Usual)
        {
            items.Sort(SelectionOrder);
            return;
        }

        for (int index = 1; index < items.Length; index++)
        {
            Candidate item = items[index];
            int place = index;
            while (place > 0 && CompareForSelection(items[place - 1], item) > 0)
            {
                items[place] = items[--place];
            }

            items[place] = item;
        }
    }

    private static int CompareForSelection(in Candidate left, in Candidate right)
    {
        int order = left.Shard.CompareTo(right.Shard);
        order = order != 0 ? order : string.CompareOrdinal(left.Key, right.Key);
        return order != 0 ? order : left.Place.CompareTo(right.Place);
    }
}
