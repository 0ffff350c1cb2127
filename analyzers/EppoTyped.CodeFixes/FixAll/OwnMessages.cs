using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.FixAll;

/// <summary>
/// The diagnostics of a context that a fix is for. <c>dotnet format</c> passes the first diagnostic of the whole analyzer, whatever its id
/// is.
/// </summary>
internal static class OwnMessages
{
    public static IEnumerable<Diagnostic> MessagesFor(this CodeFixContext context, CodeFixProvider fix) =>
        context.Diagnostics.Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id));
}
