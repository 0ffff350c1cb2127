namespace EppoTyped;

/// <summary>Writes every assignment as one line of JSON, to the console or to another writer.</summary>
public sealed class ConsoleAssignmentLogger : IAssignmentLogger
{
    private readonly TextWriter _writer;

    /// <summary>Writes to the console, or to <paramref name="writer"/>.</summary>
    public ConsoleAssignmentLogger(TextWriter? writer = null) => _writer = TextWriter.Synchronized(writer ?? Console.Out);

    /// <inheritdoc/>
    public void LogAssignment(AssignmentEvent assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        _writer.WriteLine(assignment.ToJson());
    }
}
