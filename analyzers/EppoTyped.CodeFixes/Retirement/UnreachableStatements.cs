using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Statements behind a branch that stayed and always leaves: nothing comes to them any more.</summary>
internal static class UnreachableStatements
{
    /// <summary>Removes what follows one such branch; false when there is none.</summary>
    public static bool TryRemove(Draft draft)
    {
        foreach (StatementSyntax stayed in draft.Root.GetAnnotatedNodes(Marks.Stayed).OfType<StatementSyntax>())
        {
            foreach (StatementSyntax statement in stayed.AncestorsAndSelf().OfType<StatementSyntax>().Where(StatementPlace.IsInList))
            {
                if (FindDead(draft, statement) is not { } dead)
                {
                    continue;
                }

                draft.Become(StatementPlace.Remove(draft.Root, dead));
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The last of the statements that follow and are never run. A label may be jumped to, and a local function is called from elsewhere.
    /// </summary>
    private static StatementSyntax? FindDead(Draft draft, StatementSyntax statement)
    {
        StatementSyntax[] following = [.. StatementPlace.Siblings(statement)
            .SkipWhile(other => other != statement)
            .Skip(1)
            .TakeWhile(other => other is not LabeledStatementSyntax)
            .Where(other => other is not LocalFunctionStatementSyntax)];
        if (following.Length == 0 || draft.Model.AnalyzeControlFlow(statement) is not { Succeeded: true, EndPointIsReachable: false })
        {
            return null;
        }

        return following[following.Length - 1];
    }
}
