using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace EppoTyped;

/// <summary>A regular expression for threads that ask at once: each stripe of processors has an engine of its own, for one that is shared allocates and makes two threads slower than one.</summary>
/// <remarks>An engine may hold half a megabyte, so the stripes are made when threads are first seen to meet, on the thread pool, never on the path of a call.</remarks>
internal sealed class RegexStripes
{
    private const int MostStripes = 8;

    // Short enough for a request whose text makes a backtracking engine explode.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(50);

    // The linear engine cannot explode, and a short patience would call a condition false because the machine was busy.
    private static readonly TimeSpan LinearPatience = TimeSpan.FromSeconds(1);

    // Making the linear engine costs 15 microseconds a character; the other one costs next to nothing to make.
    private const int LongestForLinear = 1000;

    private static readonly int Stripes = Math.Min(Environment.ProcessorCount, MostStripes);

    private readonly string _pattern;
    private readonly bool _linear;
    private volatile Stripe[] _stripes;
    private int _growing;

    /// <summary>Compiles.</summary>
    /// <param name="pattern">The pattern, in .NET's dialect.</param>
    /// <param name="sample">Any text: what an engine makes at its first match is made here.</param>
    /// <param name="linear">False where there are too many patterns for engines of the linear kind.</param>
    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public RegexStripes(string pattern, string sample, bool linear = true)
    {
        (_pattern, _linear) = (pattern, linear);
        _stripes = [new Stripe(Build(pattern, sample, linear))];
    }

    /// <summary>Searches.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long.</exception>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        Stripe[] stripes = _stripes;
        Stripe stripe = stripes.Length == 1 ? stripes[0] : stripes[Thread.GetCurrentProcessorId() % stripes.Length];
        bool alone = Interlocked.Exchange(ref stripe.Busy, 1) == 0;
        try
        {
            return stripe.Engine.IsMatch(text);
        }
        finally
        {
            if (alone)
            {
                Volatile.Write(ref stripe.Busy, 0);
            }
            else if (stripes.Length < Stripes)
            {
                Grow();
            }
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Without the stripes it is as it was.")]
    private void Grow()
    {
        if (Interlocked.Exchange(ref _growing, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static self =>
                {
                    try
                    {
                        self._stripes = [self._stripes[0], .. Enumerable.Range(1, Stripes - 1).Select(_ => new Stripe(Build(self._pattern, self._pattern, self._linear)))];
                    }
                    catch (Exception)
                    {
                        // Out of memory, say: the one engine serves all.
                    }
                },
                this,
                preferLocal: false);
        }
    }

    private static Regex Build(string pattern, string sample, bool linear)
    {
        if (!linear || pattern.Length > LongestForLinear)
        {
            // Not tried out here: fifty thousand of those that run out of time would keep the reader for an hour.
            return new Regex(pattern, RegexOptions.CultureInvariant, MatchTimeout);
        }

        Regex engine;
        try
        {
            engine = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, LinearPatience);
        }
        catch (NotSupportedException)
        {
            // Lookarounds and back references need backtracking; the patience bounds what they cost.
            engine = new Regex(pattern, RegexOptions.CultureInvariant, MatchTimeout);
        }

        try
        {
            // Off the path of a call: it could use up the patience of the first one.
            engine.IsMatch(sample);
        }
        catch (RegexMatchTimeoutException)
        {
            // Its conditions will say so when a subject meets it.
        }

        return engine;
    }

    private sealed class Stripe(Regex engine)
    {
        /// <summary>1 while a thread is in <see cref="Engine"/>.</summary>
        public int Busy;

        public Regex Engine { get; } = engine;
    }
}
