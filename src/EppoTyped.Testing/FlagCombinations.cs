using System.ComponentModel;

namespace EppoTyped.Testing;

/// <summary>The combinations of the sides of several flags: <c>BothSides.Of(KillSwitchFlag.Flag).And(CheckoutFlag.Flag)</c></summary>
public sealed class FlagCombinations
{
    private readonly FlagClient? _client;

    internal FlagCombinations(FlagSide[] sides, FlagClient? client) => (Sides, _client) = (sides, client);

    /// <summary>The combinations, in the order in which they run.</summary>
    public IReadOnlyList<FlagSide> Sides { get; }

    /// <summary>Each of these combinations with the flag false, and with it true.</summary>
    public FlagCombinations And(Flag<bool> flag) => Times(BothSides.Of(flag));

    /// <summary>Each of these combinations with every variation of the flag.</summary>
    public FlagCombinations And<T>(Flag<T> flag)
        where T : struct, Enum => Times(BothSides.Of(flag));

    /// <summary>Each of these combinations with each of these values of the flag.</summary>
    public FlagCombinations And<T>(Flag<T> flag, T first, params T[] others) => Times(BothSides.Of(flag, first, others));

    /// <summary>
    /// The same combinations for a given client, for code that has it injected; without this call they hold for
    /// <see cref="FlagClient.Shared"/>.
    /// </summary>
    public FlagCombinations Over(FlagClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new([.. Sides], client);
    }

    /// <summary>Runs a test once for each combination.</summary>
    /// <param name="test">The test; <see cref="FlagSide.ValueOf"/> returns the values of the flags.</param>
    /// <exception cref="FlagAssertionException">The test threw on a combination; the message names every such combination.</exception>
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

    /// <summary>Not to be called, because it would not await the test. Use <see cref="RunAsync"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("An async test needs RunAsync, and an await before it.", error: true)]
    public void Run(Func<FlagSide, Task> test) => throw new NotSupportedException();

    /// <summary>Runs a test once for each combination, one after the other.</summary>
    /// <param name="test">The test; <see cref="FlagSide.ValueOf"/> returns the values of the flags.</param>
    /// <param name="cancellationToken">Ends the run before the next combination.</param>
    /// <exception cref="FlagAssertionException">The test threw on a combination; the message names every such combination.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
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
                // On the caller's context, because the next side is the caller's code too.
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
    /// The combinations as rows of one argument, a <see cref="FlagSide"/>: for xunit's <c>[MemberData]</c>, NUnit's <c>[TestCaseSource]</c>
    /// and MSTest's <c>[DynamicData]</c>. A row opens no scope; the test opens it with <see cref="FlagSide.Begin"/>.
    /// </summary>
    public IEnumerable<object[]> ToTestCases() => [.. Sides.Select(side => new object[] { side })];

    private FlagCombinations Times<T>(FlagSides<T> others) => new([.. Sides.SelectMany(side => others.Sides.Select(side.And))], _client);
}
