using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>What stands behind a client: the current table, the assignment log, the clock. <see cref="FlagClient.Shared"/> changes cores, a client never does.</summary>
internal sealed class ClientCore
{
    private readonly FlagOverrides? _overrides;
    private volatile FlagTable _table;
    private int _throwingSubjectSaid;
    private int _throwingOverrideSaid;

    public ClientCore(IAssignmentLogger? assignmentLogger, TimeProvider clock, ILogger diagnostics, FlagOverrides? overrides = null)
    {
        (Clock, Diagnostics, _overrides) = (clock, diagnostics, overrides);
        _table = FlagTable.NotReady();
        _table.Overrides = overrides;
        Log = new AssignmentLog(assignmentLogger, this);
    }

    /// <summary>The current table. Read it once a call and stay with it.</summary>
    public FlagTable Table => _table;

    public AssignmentLog Log { get; }

    public TimeProvider Clock { get; }

    public ILogger Diagnostics { get; }

    /// <summary>Swaps a table in; every handle met so far is bound to it before a caller can see it.</summary>
    public void Publish(FlagTable table)
    {
        table.Overrides = _overrides;
        table.BindLike(_table);
        _table = table;
    }

    /// <summary>The subject's attributes as it gives them; what it gave before it threw, if it does. They are told, and decide nothing.</summary>
    public Dictionary<string, AttributeValue> CopyAttributes(string flagKey, scoped in SubjectView subject)
    {
        Dictionary<string, AttributeValue> attributes = new(StringComparer.Ordinal);
        try
        {
            subject.CopyAttributesTo(attributes);
        }
        catch (Exception exception)
        {
            ReportThrowingSubject(exception, flagKey);
        }

        return attributes;
    }

    /// <summary>Says once that a subject threw.</summary>
    public void ReportThrowingSubject(Exception exception, string flagKey)
    {
        if (Interlocked.Exchange(ref _throwingSubjectSaid, 1) == 0)
        {
            Diagnostics.SubjectThrew(exception, OneLine.Of(flagKey));
        }
    }

    /// <summary>Says once that an override threw.</summary>
    public void ReportThrowingOverride(Exception exception, string flagKey)
    {
        if (Interlocked.Exchange(ref _throwingOverrideSaid, 1) == 0)
        {
            Diagnostics.OverrideThrew(exception, OneLine.Of(flagKey));
        }
    }
}
