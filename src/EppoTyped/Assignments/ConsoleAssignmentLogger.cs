namespace EppoTyped;

/// <summary>Writes every event, assignments and bandit actions, as one line of JSON, to the console or to another writer.</summary>
public sealed class ConsoleAssignmentLogger : IAssignmentLogger
{
    private readonly TextWriter _writer;

    /// <summary>A logger that writes to the console, or to <paramref name="writer"/>.</summary>
    public ConsoleAssignmentLogger(TextWriter? writer = null) => _writer = TextWriter.Synchronized(writer ?? Console.Out);

    /// <inheritdoc/>
    public void LogAssignment(AssignmentEvent assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        _writer.WriteLine(assignment.ToJson());
    }

    /// <inheritdoc/>
    public void LogBanditAction(BanditActionEvent action)
    {
        ArgumentNullException.ThrowIfNull(action);
        _writer.WriteLine(action.ToJson());
    }
}
