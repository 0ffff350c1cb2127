using System.ComponentModel;

namespace EppoTyped.Testing;

/// <summary>The sides of one flag that a test runs on; see <see cref="BothSides"/>.</summary>
/// <typeparam name="T">The type of the flag's values.</typeparam>
public sealed class FlagSides<T>
{
    private readonly Flag<T> _flag;
    private readonly FlagCombinations _sides;

    internal FlagSides(Flag<T> flag, T[] values)
    {
        ArgumentNullException.ThrowIfNull(flag);
        _flag = flag;
        _sides = new FlagCombinations([.. values.Select(value => new FlagSide([new FlagValue<T>(flag, value)]))], client: null);
    }

    private FlagSides(Flag<T> flag, FlagCombinations sides) => (_flag, _sides) = (flag, sides);

    /// <summary>The sides, in the order in which they run.</summary>
    public IReadOnlyList<FlagSide> Sides => _sides.Sides;

    /// <summary>Each of these sides with another flag false, and with it true.</summary>
    public FlagCombinations And(Flag<bool> flag) => _sides.And(flag);

    /// <summary>Each of these sides with every variation of another flag.</summary>
    public FlagCombinations And<TOther>(Flag<TOther> flag)
        where TOther : struct, Enum => _sides.And(flag);

    /// <summary>Each of these sides with each of the given values of another flag.</summary>
    public FlagCombinations And<TOther>(Flag<TOther> flag, TOther first, params TOther[] others) => _sides.And(flag, first, others);

    /// <summary>
    /// The same sides for a given client, for code that has it injected; without this call they hold for <see cref="FlagClient.Shared"/>.
    /// </summary>
    public FlagSides<T> Over(FlagClient client) => new(_flag, _sides.Over(client));

    /// <summary>Runs a test once for each side.</summary>
    /// <param name="test">The test; its argument is the value of the flag.</param>
    /// <exception cref="FlagAssertionException">The test threw on a side; the message names every such side.</exception>
    public void Run(Action<T> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        _sides.Run(side => test(side.ValueOf(_flag)));
    }

    /// <summary>Not to be called, because it would not await the test. Use <see cref="RunAsync"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("An async test needs RunAsync, and an await before it.", error: true)]
    public void Run(Func<T, Task> test) => throw new NotSupportedException();

    /// <summary>Runs a test once for each side, one after the other.</summary>
    /// <param name="test">The test; its argument is the value of the flag.</param>
    /// <param name="cancellationToken">Ends the run before the next side.</param>
    /// <exception cref="FlagAssertionException">The test threw on a side; the message names every such side.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task RunAsync(Func<T, Task> test, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(test);
        return _sides.RunAsync(side => test(side.ValueOf(_flag)), cancellationToken);
    }

    /// <inheritdoc cref="FlagCombinations.ToTestCases"/>
    public IEnumerable<object[]> ToTestCases() => _sides.ToTestCases();
}
