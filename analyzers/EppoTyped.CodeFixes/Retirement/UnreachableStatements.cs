using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Removes statements after a kept branch that never ends normally.</summary>
internal static class UnreachableStatements
{
    /// <summary>Removes one statement after such a branch; false when there is none.</summary>
    public static bool TryRemove(EditedFile file)
    {
        foreach (StatementSyntax stayed in file.Root.GetAnnotatedNodes(Annotations.Stayed).OfType<StatementSyntax>())
        {
            foreach (StatementSyntax statement in stayed.AncestorsAndSelf().OfType<StatementSyntax>().Where(StatementPlace.IsInList))
            {
                if (FindDead(file, statement) is not { } dead)
                {
                    continue;
                }

                file.Update(StatementPlace.Remove(file.Root, dead));
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The last of the unreachable statements that follow. Labels can be jump targets, and local functions are called from elsewhere.
    /// </summary>
    private static StatementSyntax? FindDead(EditedFile file, StatementSyntax statement)
    {
        StatementSyntax[] following = [.. StatementPlace.Siblings(statement)
            .SkipWhile(other => other != statement)
            .Skip(1)
            .TakeWhile(other => other is not LabeledStatementSyntax)
            .Where(other => other is not LocalFunctionStatementSyntax)];
        if (following.Length == 0 || file.Model.AnalyzeControlFlow(statement) is not { Succeeded: true, EndPointIsReachable: false })
        {
            return null;
        }

        return following[following.Length - 1];
    }
}
