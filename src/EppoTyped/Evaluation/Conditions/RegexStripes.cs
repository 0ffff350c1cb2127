using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace EppoTyped;

/// <summary>
/// A regular expression for concurrent threads: each stripe of processors has an engine of its own, because a shared engine allocates and
/// makes two threads slower than one.
/// </summary>
/// <remarks>
/// An engine may take half a megabyte, so the stripes are created when two threads first use it at the same time, on the thread pool, never
/// on the path of a call.
/// </remarks>
internal sealed class RegexStripes
{
    private const int MaxStripes = 8;

    // Short enough for a request whose text makes a backtracking engine explode.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(50);

    // The linear engine cannot explode, and a short time-out would make a condition false because the machine was busy.
    private static readonly TimeSpan LinearMatchTimeout = TimeSpan.FromSeconds(1);

    // Creating the linear engine costs 15 microseconds for each character; creating the other one costs next to nothing.
    private const int MaxLinearLength = 1000;

    private static readonly int Stripes = Math.Min(Environment.ProcessorCount, MaxStripes);

    private readonly string _pattern;
    private readonly bool _linear;
    private volatile Stripe[] _stripes;
    private int _growing;

    /// <summary>Compiles a pattern.</summary>
    /// <param name="pattern">The pattern, in .NET's dialect.</param>
    /// <param name="sample">Any text: it is searched once, so that the engine's lazy parts are created here.</param>
    /// <param name="linear">False where there are too many patterns for linear engines.</param>
    /// <exception cref="ArgumentException">The pattern is not a regular expression.</exception>
    public RegexStripes(string pattern, string sample, bool linear = true)
    {
        (_pattern, _linear) = (pattern, linear);
        _stripes = [new Stripe(Build(pattern, sample, linear))];
    }

    /// <summary>Searches a text.</summary>
    /// <exception cref="RegexMatchTimeoutException">The search timed out.</exception>
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

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Without more stripes it works as before.")]
    private void Grow()
    {
        if (Interlocked.Exchange(ref _growing, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static self =>
                {
                    try
                    {
                        self._stripes =
                        [
                            self._stripes[0],
                            .. Enumerable.Range(1, Stripes - 1).Select(_ => new Stripe(Build(self._pattern, self._pattern, self._linear))),
                        ];
                    }
                    catch (Exception)
                    {
                        // Out of memory, for example: the one engine then serves all threads.
                    }
                },
                this,
                preferLocal: false);
        }
    }

    private static Regex Build(string pattern, string sample, bool linear)
    {
        if (!linear || pattern.Length > MaxLinearLength)
        {
            // Not searched here: fifty thousand patterns that time out would keep the reader busy for an hour.
            return new Regex(pattern, RegexOptions.CultureInvariant, MatchTimeout);
        }

        Regex engine;
        try
        {
            engine = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, LinearMatchTimeout);
        }
        catch (NotSupportedException)
        {
            // Lookarounds and back references need backtracking; the time-out bounds their cost.
            engine = new Regex(pattern, RegexOptions.CultureInvariant, MatchTimeout);
        }

        try
        {
            // Here and not in the first call, where it could use up the time-out.
            engine.IsMatch(sample);
        }
        catch (RegexMatchTimeoutException)
        {
            // The condition logs it when it times out for a subject.
        }

        return engine;
    }

    private sealed class Stripe(Regex engine)
    {
        /// <summary>1 while a thread uses <see cref="Engine"/>.</summary>
        public int Busy;

        public Regex Engine { get; } = engine;
    }
}
