using System.ComponentModel;

namespace EppoTyped.Testing;

/// <summary>The sides of one flag that a test is run on: see <see cref="BothSides"/>.</summary>
/// <typeparam name="T">What the flag gives.</typeparam>
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

    /// <summary>The sides, in the order they run.</summary>
    public IReadOnlyList<FlagSide> Sides => _sides.Sides;

    /// <summary>Each of these sides with the flag off, and with it on.</summary>
    public FlagCombinations And(Flag<bool> flag) => _sides.And(flag);

    /// <summary>Each of these sides with every variation of the flag.</summary>
    public FlagCombinations And<TOther>(Flag<TOther> flag)
        where TOther : struct, Enum => _sides.And(flag);

    /// <summary>Each of these sides with each of these values of the flag.</summary>
    public FlagCombinations And<TOther>(Flag<TOther> flag, TOther first, params TOther[] others) => _sides.And(flag, first, others);

    /// <summary>The same sides over a client of one's own, for code that has it injected; without this, over <see cref="FlagClient.Shared"/>.</summary>
    public FlagSides<T> Over(FlagClient client) => new(_flag, _sides.Over(client));

    /// <summary>Runs a test once a side.</summary>
    /// <param name="test">The test; it is given the flag's value.</param>
    /// <exception cref="FlagAssertionException">It threw on a side; the message names every such side.</exception>
    public void Run(Action<T> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        _sides.Run(side => test(side.ValueOf(_flag)));
    }

    /// <summary>Not to be called: nobody would wait for such a test. <see cref="RunAsync"/> does.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("An async test needs RunAsync, and an await before it.", error: true)]
    public void Run(Func<T, Task> test) => throw new NotSupportedException();

    /// <summary>Runs a test once a side, one after the other.</summary>
    /// <param name="test">The test; it is given the flag's value.</param>
    /// <param name="cancellationToken">Ends it before the next side.</param>
    /// <exception cref="FlagAssertionException">It threw on a side; the message names every such side.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public Task RunAsync(Func<T, Task> test, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(test);
        return _sides.RunAsync(side => test(side.ValueOf(_flag)), cancellationToken);
    }

    /// <inheritdoc cref="FlagCombinations.ToTestCases"/>
    public IEnumerable<object[]> ToTestCases() => _sides.ToTestCases();
}
