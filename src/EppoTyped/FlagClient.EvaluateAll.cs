namespace EppoTyped;

// Every flag for one subject.
public partial class FlagClient
{
    /// <summary>Evaluates every flag of the configuration for one subject: for a page or a browser that needs them all. Logs nothing unless asked to.</summary>
    /// <remarks>Flags that assign nothing, that are switched off or set aside are there too, with their reason. Before the first configuration there are none.</remarks>
    /// <param name="subject">Whom for.</param>
    /// <param name="logAssignments">True to log the assignment of every flag, as if each had been asked for its value.</param>
    public FlagResults EvaluateAll(ISubject? subject, bool logAssignments = false)
    {
        ClientCore core = _core;
        SubjectView view;
        try
        {
            view = new SubjectView(subject);
        }
        catch (Exception exception)
        {
            core.Misbehaviour.ReportThrowingSubject(exception, "(all)");
            // What everybody gets is known all the same; who got it is not.
            return new AllFlagsCall(core, core.Bound, log: false, askNobody: true).Evaluate(default);
        }

        return new AllFlagsCall(core, core.Bound, logAssignments).Evaluate(view);
    }

#nullable disable annotations
    /// <summary>Evaluates every flag of the configuration for a subject by key. Logs nothing unless asked to.</summary>
    /// <inheritdoc cref="EvaluateAll(ISubject?, bool)"/>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="attributes">The subject's attributes by name; null for none.</param>
    /// <param name="logAssignments">True to log the assignment of every flag, as if each had been asked for its value.</param>
    public FlagResults EvaluateAll(string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, bool logAssignments = false)
    {
        ClientCore core = _core;
        return new AllFlagsCall(core, core.Bound, logAssignments).Evaluate(new SubjectView(subjectKey, attributes));
    }
#nullable restore annotations
}
