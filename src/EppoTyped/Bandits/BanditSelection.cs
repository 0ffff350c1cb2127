using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace EppoTyped;

/// <summary>Chooses one of the actions of a call (docs/protocols/eppo.md, sections 8.4 to 8.6). Does not allocate.</summary>
internal static class BanditSelection
{
    // Fixed by the protocol, independent of the flag's number of shards.
    private const uint TotalShards = 10_000;
    private const int MaxBytesOnStack = 512;

    private static readonly Comparison<Candidate> SelectionOrder = (left, right) => CompareForSelection(left, right);

    /// <summary>
    /// Chooses an action. Throws what the contexts throw, and <see cref="ArithmeticException"/> where a score is not finite.
    /// </summary>
    /// <param name="flagKey">The flag's key, as in the call.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="model">The bandit's model.</param>
    /// <param name="subject">The subject's attributes.</param>
    /// <param name="candidates">
    /// The actions, at least one; afterwards without duplicates, in the order of selection, with scores and weights.
    /// </param>
    /// <param name="best">The index of the action with the best score.</param>
    /// <returns>The index of the chosen action.</returns>
    public static int Select(
        string flagKey, string subjectKey, BanditModel model, BanditContext subject, ref Candidates candidates, out int best)
    {
        uint threshold = Shuffle(flagKey, subjectKey, ref candidates);
        Span<Candidate> items = candidates.Items;
        best = Score(model, subject, items);
        SetWeights(model, items, best);
        double passed = 0;
        for (int index = 0; index < items.Length; index++)
        {
            passed += items[index].Weight;
            if (passed > threshold / (double)TotalShards)
            {
                return index;
            }
        }

        // Rounding may leave the sum of the weights a last digit below 1.
        return items.Length - 1;
    }

    /// <summary>Scores every action. Throws as <see cref="Select"/> does.</summary>
    /// <returns>The index of the best one; of equal ones that with the ordinally smallest key.</returns>
    public static int Score(BanditModel model, BanditContext subject, Span<Candidate> items)
    {
        int best = 0;
        SubjectAttributeCache cache = new(subject);
        for (int index = 0; index < items.Length; index++)
        {
            ref Candidate item = ref items[index];
            item.Score = model.Score(item.Key, ref cache, new BanditContext(item.Attributes));
            if (!double.IsFinite(item.Score))
            {
                throw new ArithmeticException($"The score of action {LogText.Sanitize(item.Key)} is not a finite number.");
            }

            if (item.Score > items[best].Score || (item.Score == items[best].Score && string.CompareOrdinal(item.Key, items[best].Key) < 0))
            {
                best = index;
            }
        }

        return best;
    }

    /// <summary>Sets the weights, which sum up to 1: the best action gets what the others leave.</summary>
    private static void SetWeights(BanditModel model, Span<Candidate> items, int best)
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

    /// <summary>Sorts the actions into the order of selection, which depends on flag and subject alone.</summary>
    /// <returns>The shard of the subject alone.</returns>
    private static uint Shuffle(string flagKey, string subjectKey, ref Candidates candidates)
    {
        int maxBytes = Encoding.UTF8.GetMaxByteCount(flagKey.Length) + Encoding.UTF8.GetMaxByteCount(subjectKey.Length) + 2;
        byte[]? rented = maxBytes > MaxBytesOnStack ? ArrayPool<byte>.Shared.Rent(maxBytes) : null;
        Span<byte> buffer = rented ?? stackalloc byte[MaxBytesOnStack];
        int flagEnd = Encoding.UTF8.GetBytes(flagKey, buffer);
        buffer[flagEnd++] = (byte)'-';
        int subjectEnd = flagEnd + Encoding.UTF8.GetBytes(subjectKey, buffer[flagEnd..]);
        buffer[subjectEnd++] = (byte)'-';

        uint threshold = HashAll(buffer[..flagEnd], buffer[..subjectEnd], subjectKey, candidates.Items);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        Sort(candidates.Items);
        candidates.RemoveDuplicates();
        return threshold;
    }

    /// <summary>Hashes the actions and the subject together.</summary>
    /// <param name="flag">The prefix of the subject's hash: the flag's key and a hyphen.</param>
    /// <param name="flagAndSubject">The prefix of an action's hash: flag, hyphen, subject, hyphen.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="items">The actions.</param>
    /// <returns>The shard of the subject alone.</returns>
    private static uint HashAll(ReadOnlySpan<byte> flag, ReadOnlySpan<byte> flagAndSubject, string subjectKey, Span<Candidate> items)
    {
        HashBatch hashes = new(stackalloc byte[HashBatch.BufferSizeFor(items.Length + 1)]);
        Span<uint> values = stackalloc uint[HashBatch.Capacity];
        Span<byte> key = stackalloc byte[Md5.LongestMessage];
        bool subjectFits = hashes.TryAdd(flagAndSubject[..^1], default, default);
        uint threshold = subjectFits ? 0 : SubjectHash.Shard(flag, subjectKey, TotalShards);

        // The subject's hash comes first; -1 stands for it.
        int first = subjectFits ? -1 : 0;
        for (int index = 0; index < items.Length; index++)
        {
            string action = items[index].Key;
            bool fits = Utf8.FromUtf16(action, key, out _, out int length) == OperationStatus.Done
                && hashes.TryAdd(flagAndSubject, key[..length], default);
            if (fits && !hashes.IsFull)
            {
                continue;
            }

            first = AssignShards(ref hashes, values, items, first, ref threshold);
            if (!fits)
            {
                items[index].Shard = SubjectHash.Shard(flagAndSubject, action, TotalShards);
                first = index + 1;
            }
        }

        AssignShards(ref hashes, values, items, first, ref threshold);
        return threshold;
    }

    /// <summary>Hashes the batch and sets the shards of the actions from an index on; -1 is the subject.</summary>
    /// <returns>The index after them.</returns>
    private static int AssignShards(
        scoped ref HashBatch hashes, Span<uint> values, Span<Candidate> items, int first, scoped ref uint threshold)
    {
        int count = hashes.Count;
        hashes.HashAll(values);
        for (int index = 0; index < count; index++)
        {
            uint shard = values[index] % TotalShards;
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
        if (items.Length > Candidates.UsualCount)
        {
            items.Sort(SelectionOrder);
            return;
        }

        for (int index = 1; index < items.Length; index++)
        {
            Candidate item = items[index];
            int target = index;
            while (target > 0 && CompareForSelection(items[target - 1], item) > 0)
            {
                items[target] = items[--target];
            }

            items[target] = item;
        }
    }

    private static int CompareForSelection(in Candidate left, in Candidate right)
    {
        int order = left.Shard.CompareTo(right.Shard);
        order = order != 0 ? order : string.CompareOrdinal(left.Key, right.Key);
        return order != 0 ? order : left.Index.CompareTo(right.Index);
    }
}
