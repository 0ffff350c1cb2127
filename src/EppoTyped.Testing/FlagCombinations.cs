using System.ComponentModel;

namespace EppoTyped.Testing;

/// <summary>Every combination of the sides of several flags: <c>BothSides.Of(KillSwitchFlag.Flag).And(CheckoutFlag.Flag)</c></summary>
public sealed class FlagCombinations
{
    private readonly FlagClient? _client;

    internal FlagCombinations(FlagSide[] sides, FlagClient? client) => (Sides, _client) = (sides, client);

    /// <summary>The combinations, in the order they run.</summary>
    public IReadOnlyList<FlagSide> Sides { get; }

    /// <summary>Each of these combinations with the flag off, and with it on.</summary>
    public FlagCombinations And(Flag<bool> flag) => Times(BothSides.Of(flag));

    /// <summary>Each of these combinations with every variation of the flag.</summary>
    public FlagCombinations And<T>(Flag<T> flag)
        where T : struct, Enum => Times(BothSides.Of(flag));

    /// <summary>Each of these combinations with each of these values of the flag.</summary>
    public FlagCombinations And<T>(Flag<T> flag, T first, params T[] others) => Times(BothSides.Of(flag, first, others));

    /// <summary>The same combinations over a client of one's own, for code that has it injected; without this, over <see cref="FlagClient.Shared"/>.</summary>
    public FlagCombinations Over(FlagClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new([.. Sides], client);
    }

    /// <summary>Runs a test once a combination.</summary>
    /// <param name="test">The test; <see cref="FlagSide.ValueOf"/> tells it the flags' values.</param>
    /// <exception cref="FlagAssertionException">It threw on a combination; the message names every such one.</exception>
    public void Run(Action<FlagSide> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        SideFailures failures = new();
        foreach (FlagSide side in Sides)
        {
            try
            {
                using FlagScope scope = side.Begin(_client);
                test(side);
            }
            catch (Exception exception)
            {
                failures.Add(side, exception);
            }
        }

        failures.ThrowIfAny(Sides.Count);
    }

    /// <summary>Not to be called: nobody would wait for such a test. <see cref="RunAsync"/> does.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("An async test needs RunAsync, and an await before it.", error: true)]
    public void Run(Func<FlagSide, Task> test) => throw new NotSupportedException();

    /// <summary>Runs a test once a combination, one after the other.</summary>
    /// <param name="test">The test; <see cref="FlagSide.ValueOf"/> tells it the flags' values.</param>
    /// <param name="cancellationToken">Ends it before the next combination.</param>
    /// <exception cref="FlagAssertionException">It threw on a combination; the message names every such one.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task RunAsync(Func<FlagSide, Task> test, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(test);
        SideFailures failures = new();
        foreach (FlagSide side in Sides)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                using FlagScope scope = side.Begin(_client);
                // Back to the caller's context: the next side is the caller's code too.
                await test(side).ConfigureAwait(true);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception)
            {
                failures.Add(side, exception);
            }
        }

        failures.ThrowIfAny(Sides.Count);
    }

    /// <summary>
    /// The sides as rows of one argument, a <see cref="FlagSide"/>: for xunit's <c>[MemberData]</c>, NUnit's <c>[TestCaseSource]</c> and MSTest's
    /// <c>[DynamicData]</c>. Rows open no scope; the test does, with <see cref="FlagSide.Begin"/>.
    /// </summary>
    public IEnumerable<object[]> ToTestCases() => [.. Sides.Select(side => new object[] { side })];

    private FlagCombinations Times<T>(FlagSides<T> others) => new([.. Sides.SelectMany(side => others.Sides.Select(side.And))], _client);
}
