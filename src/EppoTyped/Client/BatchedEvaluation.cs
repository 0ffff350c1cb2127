using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace EppoTyped;

/// <summary>Takes one subject through many flags: each walk stops where it needs a hash, and the hashes of those that wait are made side by side.</summary>
internal ref struct BatchedEvaluation
{
    private readonly MisbehaviourReporter _misbehaviour;
    private readonly TimeProvider _clock;
    private readonly SubjectView _subject;
    private readonly ReadOnlySpan<byte> _key;
    private readonly CompiledFlag[] _flags;
    private readonly int[] _outcomes;
    private HashBatch _hashes;
    private WaitingWalks _waiting;

    private BatchedEvaluation(MisbehaviourReporter misbehaviour, TimeProvider clock, SubjectView subject, ReadOnlySpan<byte> key, Span<byte> room, CompiledFlag[] flags, int[] outcomes)
    {
        (_misbehaviour, _clock, _flags, _outcomes) = (misbehaviour, clock, flags, outcomes);
        _subject = subject;
        _key = key;
        _hashes = new HashBatch(room);
    }

    /// <summary>Asks every flag whose outcome is <see cref="Outcome.DependsOnSubject"/>. Never throws: a subject that does costs the flags that asked it.</summary>
    /// <param name="misbehaviour">Logs that the subject threw.</param>
    /// <param name="clock">The time.</param>
    /// <param name="subject">Whom for.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="outcomes">Their outcomes, as far as they are known; then those of all.</param>
    public static void Run(MisbehaviourReporter misbehaviour, TimeProvider clock, scoped in SubjectView subject, CompiledFlag[] flags, int[] outcomes)
    {
        Span<byte> key = stackalloc byte[Md5.LongestMessage];
        bool fits = Utf8.FromUtf16(subject.Key, key, out _, out int length) == OperationStatus.Done;
        BatchedEvaluation walks = new(misbehaviour, clock, subject, key[..length], stackalloc byte[HashBatch.BufferSizeFor(HashBatch.Capacity)], flags, outcomes);
        walks.Run(fits);
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
                    _waiting[place] = new WaitingWalk { Flag = next };
                    Advance(place, mayWait: keyFits && _flags[next].IsPlain);
                }
            }

            int count = _hashes.Count;
            _hashes.HashAll(hashes);
            for (int place = 0; place < count; place++)
            {
                ref WaitingWalk walk = ref _waiting[place];
                walk.Shards[walk.EvaluationState.Salt] = _flags[walk.Flag].CacheEntryOf(hashes[place]);
                Advance(place, mayWait: true);
            }
        }
        while (next < _flags.Length || _hashes.Count > 0);
    }

    /// <summary>Goes on until the outcome is known, or a hash is ordered. A walk that waits again takes the place of one that went on before it.</summary>
    private void Advance(int place, bool mayWait)
    {
        ref WaitingWalk walk = ref _waiting[place];
        CompiledFlag flag = _flags[walk.Flag];
        int outcome;
        try
        {
            outcome = mayWait ? flag.EvaluateUntilHash(_subject, _clock, ref walk.Shards, ref walk.EvaluationState) : flag.Evaluate(_subject, _clock);
            if (outcome == Outcome.NeedsHash)
            {
                ref readonly Salt salt = ref flag.Salts[walk.EvaluationState.Salt];
                int taken = _hashes.Count;
                if (_hashes.TryAdd(salt.Prefix, _key, salt.Suffix))
                {
                    if (taken != place)
                    {
                        _waiting[taken] = walk;
                    }

                    return;
                }

                // Too long for the lanes with this salt: nearly no configuration has one.
                outcome = flag.Evaluate(_subject, _clock);
            }
        }
        catch (Exception exception)
        {
            _misbehaviour.ReportThrowingSubject(exception, flag.Key);
            outcome = Outcome.Failed;
        }

        _outcomes[walk.Flag] = outcome;
    }

    private struct WaitingWalk
    {
        public int Flag;
        public EvaluationState EvaluationState;
        public ShardCache Shards;
    }

    [InlineArray(HashBatch.Capacity)]
    private struct WaitingWalks
    {
        private WaitingWalk _first;
    }
}
