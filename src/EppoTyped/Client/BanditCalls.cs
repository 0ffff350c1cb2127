namespace EppoTyped;

/// <summary>
/// The choice of an action and what belongs to it: actions and subjects that throw, missing models, the log. Whatever fails, the variation
/// stays assigned.
/// </summary>
internal static class BanditCalls
{
    /// <summary>Chooses and logs. Never throws.</summary>
    public static BanditChoice Choose<TActions>(ClientCore core, string flagKey, Bandit bandit, ISubject? subject, TActions actions)
        where TActions : struct, IActionList
    {
        SubjectView view;
        try
        {
            view = new SubjectView(subject);
        }
        catch (Exception exception)
        {
            // A constant flag has not read the subject's key before.
            bandit.LogFailure(core.Diagnostics, exception, flagKey);
            return BanditChoice.Failed;
        }

        return Choose(core, flagKey, bandit, view, actions);
    }

    /// <summary>Chooses and logs. Never throws.</summary>
    public static BanditChoice Choose<TActions>(
        ClientCore core, string flagKey, Bandit bandit, scoped in SubjectView subject, TActions actions)
        where TActions : struct, IActionList
    {
        if (bandit.Model is not { } model)
        {
            bandit.LogMissingModel(core.Diagnostics, flagKey);
            return BanditChoice.Failed;
        }

        Candidates candidates = new();
        try
        {
            actions.AddTo(ref candidates);
            return Choose(core, flagKey, bandit, model, subject, ref candidates);
        }
        catch (Exception exception)
        {
            bandit.LogFailure(core.Diagnostics, exception, flagKey);
            return BanditChoice.Failed;
        }
        finally
        {
            candidates.Dispose();
        }
    }

    /// <summary>The action of the best score, without regard to assignment, and without logging. Never throws.</summary>
    /// <returns>Null when the flag has no bandit, the bandit no model, or there is nothing to choose from.</returns>
    public static string? Preview<TActions>(ClientCore core, string? flagKey, BanditContext subject, TActions actions)
        where TActions : struct, IActionList
    {
        if (flagKey is null || core.Table.Bandits.FirstOf(flagKey) is not { Model: { } model } bandit)
        {
            return null;
        }

        Candidates candidates = new();
        try
        {
            actions.AddTo(ref candidates);
            Span<Candidate> items = candidates.Items;
            return items.IsEmpty ? null : items[BanditSelection.Score(model, subject, items)].Key;
        }
        catch (Exception exception)
        {
            bandit.LogFailure(core.Diagnostics, exception, flagKey);
            return null;
        }
        finally
        {
            candidates.Dispose();
        }
    }

    /// <summary>The action that the bandit would choose for a subject, without logging. Never throws.</summary>
    /// <returns>Null when it would choose none.</returns>
    public static BanditActionEvent? PreviewEvent<TActions>(
        ClientCore core, string flagKey, Bandit bandit, scoped in SubjectView subject, TActions actions)
        where TActions : struct, IActionList
    {
        if (bandit.Model is not { } model || subject.Key is not { } subjectKey)
        {
            return null;
        }

        Candidates candidates = new();
        try
        {
            actions.AddTo(ref candidates);
            if (candidates.Items.IsEmpty)
            {
                return null;
            }

            BanditContext context = new(subject);
            int chosen = BanditSelection.Select(flagKey, subjectKey, model, context, ref candidates, out int best);
            ref Candidate action = ref candidates.Items[chosen];
            return Describe(core, flagKey, subjectKey, bandit, model, context, action, candidates.Items[best].Score - action.Score);
        }
        catch (Exception exception)
        {
            bandit.LogFailure(core.Diagnostics, exception, flagKey);
            return null;
        }
        finally
        {
            candidates.Dispose();
        }
    }

    private static BanditChoice Choose(
        ClientCore core, string flagKey, Bandit bandit, BanditModel model, scoped in SubjectView subject, ref Candidates candidates)
    {
        if (candidates.Items.IsEmpty)
        {
            return new(null, EvaluationCode.NoActionsSuppliedForBandit);
        }

        if (subject.Key is not { } subjectKey)
        {
            // As with splits: a choice depends on the hash of the key.
            return BanditChoice.Failed;
        }

        BanditContext context = new(subject);
        int chosen = BanditSelection.Select(flagKey, subjectKey, model, context, ref candidates, out int best);
        ref Candidate action = ref candidates.Items[chosen];
        if (core.Log.WantsBanditAction(subjectKey, flagKey, bandit.Key, action.Key))
        {
            try
            {
                double gap = candidates.Items[best].Score - action.Score;
                core.Log.RecordBanditAction(Describe(core, flagKey, subjectKey, bandit, model, context, action, gap));
            }
            catch
            {
                core.Log.ForgetBanditAction(subjectKey, flagKey, bandit.Key, action.Key);
                throw;
            }
        }

        return new(action.Key, EvaluationCode.Match);
    }

    private static BanditActionEvent Describe(
        ClientCore core,
        string flagKey,
        string subjectKey,
        Bandit bandit,
        BanditModel model,
        BanditContext subject,
        in Candidate action,
        double gap)
    {
        (Dictionary<string, double> subjectNumbers, Dictionary<string, string> subjectCategories) = Copy(core, flagKey, bandit, subject);
        (Dictionary<string, double> actionNumbers, Dictionary<string, string> actionCategories) =
            Copy(core, flagKey, bandit, new BanditContext(action.Attributes));
        return new BanditActionEvent
        {
            Timestamp = core.Clock.GetUtcNow().ToUniversalTime(),
            FlagKey = flagKey,
            BanditKey = bandit.Key,
            Subject = subjectKey,
            Action = action.Key,
            ActionProbability = action.Weight,
            OptimalityGap = gap,
            ModelVersion = model.Version,
            SubjectNumericAttributes = subjectNumbers,
            SubjectCategoricalAttributes = subjectCategories,
            ActionNumericAttributes = actionNumbers,
            ActionCategoricalAttributes = actionCategories,
        };
    }

    // A chosen action is logged in any case: an event without attributes is better than no event.
    private static (Dictionary<string, double> Numeric, Dictionary<string, string> Categorical) Copy(
        ClientCore core, string flagKey, Bandit bandit, BanditContext context)
    {
        Dictionary<string, double> numeric = new(StringComparer.Ordinal);
        Dictionary<string, string> categorical = new(StringComparer.Ordinal);
        try
        {
            context.CopyTo(numeric, categorical);
        }
        catch (Exception exception)
        {
            bandit.LogThrowingAttributes(core.Diagnostics, exception, flagKey);
        }

        return (numeric, categorical);
    }
}
