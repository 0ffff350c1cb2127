using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace EppoTyped;

/// <summary>
/// Evaluates many flags for one subject: each evaluation pauses where it needs a hash, and the hashes of the paused ones are computed
/// together.
/// </summary>
internal ref struct BatchedEvaluation
{
    private readonly MisbehaviourReporter _misbehaviour;
    private readonly TimeProvider _clock;
    private readonly SubjectView _subject;
    private readonly ReadOnlySpan<byte> _key;
    private readonly CompiledFlag[] _flags;
    private readonly int[] _outcomes;
    private HashBatch _hashes;
    private PausedFlags _paused;

    private BatchedEvaluation(
        MisbehaviourReporter misbehaviour,
        TimeProvider clock,
        SubjectView subject,
        ReadOnlySpan<byte> key,
        Span<byte> buffer,
        CompiledFlag[] flags,
        int[] outcomes)
    {
        (_misbehaviour, _clock, _flags, _outcomes) = (misbehaviour, clock, flags, outcomes);
        _subject = subject;
        _key = key;
        _hashes = new HashBatch(buffer);
    }

    /// <summary>
    /// Evaluates every flag whose outcome is <see cref="Outcome.DependsOnSubject"/>. Never throws: where the subject does, the flag has
    /// failed.
    /// </summary>
    /// <param name="misbehaviour">Logs that the subject threw.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="subject">The subject to evaluate for.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="outcomes">Their outcomes where these are known; those of all afterwards.</param>
    public static void Run(
        MisbehaviourReporter misbehaviour, TimeProvider clock, scoped in SubjectView subject, CompiledFlag[] flags, int[] outcomes)
    {
        Span<byte> key = stackalloc byte[Md5.LongestMessage];
        bool fits = Utf8.FromUtf16(subject.Key, key, out _, out int length) == OperationStatus.Done;
        Span<byte> buffer = stackalloc byte[HashBatch.BufferSizeFor(HashBatch.Capacity)];
        BatchedEvaluation evaluation = new(misbehaviour, clock, subject, key[..length], buffer, flags, outcomes);
        evaluation.Run(fits);
    }

    private void Run(bool keyFits)
    {
        int next = 0;
        Span<uint> hashes = stackalloc uint[HashBatch.Capacity];
        do
        {
            for (; next < _flags.Length && !_hashes.IsFull; next++)
            {
                if (_outcomes[next] == Outcome.DependsOnSubject)
                {
                    int place = _hashes.Count;
                    _paused[place] = new PausedFlag { Flag = next };
                    Continue(place, mayPause: keyFits && _flags[next].IsPlain);
                }
            }

            int count = _hashes.Count;
            _hashes.HashAll(hashes);
            for (int place = 0; place < count; place++)
            {
                ref PausedFlag paused = ref _paused[place];
                paused.Shards[paused.State.Salt] = _flags[paused.Flag].CacheEntryOf(hashes[place]);
                Continue(place, mayPause: true);
            }
        }
        while (next < _flags.Length || _hashes.Count > 0);
    }

    /// <summary>
    /// Continues until the outcome is known, or a hash is needed. An evaluation that pauses again takes the place of one that is done.
    /// </summary>
    private void Continue(int place, bool mayPause)
    {
        ref PausedFlag paused = ref _paused[place];
        CompiledFlag flag = _flags[paused.Flag];
        int outcome;
        try
        {
            outcome = mayPause
                ? flag.EvaluateUntilHash(_subject, _clock, ref paused.Shards, ref paused.State)
                : flag.Evaluate(_subject, _clock);
            if (outcome == Outcome.NeedsHash)
            {
                ref readonly Salt salt = ref flag.Salts[paused.State.Salt];
                int taken = _hashes.Count;
                if (_hashes.TryAdd(salt.Prefix, _key, salt.Suffix))
                {
                    if (taken != place)
                    {
                        _paused[taken] = paused;
                    }

                    return;
                }

                // Too long for the lanes with this salt; such salts are rare.
                outcome = flag.Evaluate(_subject, _clock);
            }
        }
        catch (Exception exception)
        {
            _misbehaviour.ReportThrowingSubject(exception, flag.Key);
            outcome = Outcome.Failed;
        }

        _outcomes[paused.Flag] = outcome;
    }

    private struct PausedFlag
    {
        public int Flag;
        public EvaluationState State;
        public ShardCache Shards;
    }

    [InlineArray(HashBatch.Capacity)]
    private struct PausedFlags
    {
        private PausedFlag _first;
    }
}
