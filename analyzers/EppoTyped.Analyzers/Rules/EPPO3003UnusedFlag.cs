using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Analyzers.Uses;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// A flag is not used in the project. It is reported only where no other assembly can use it: for internal accessors without friend
/// assemblies.
/// </summary>
internal sealed class EPPO3003UnusedFlag : FlagRule
{
    public const string Id = "EPPO3003";

    private static readonly DiagnosticDescriptor Rule = DescribeLifecycle(
        Id,
        "Flag is not used",
        "Nothing in this project uses the flag \"{0}\"; remove it from flags.json once it is off in Eppo too",
        DiagnosticSeverity.Warning,
        WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project)
    {
        if (project.Manifests is not { Options.IsPublic: false } manifests
            || manifests.Flags.Count == 0
            || HasFriends(project.Context.Compilation))
        {
            return;
        }

        FlagUses uses = new(manifests);
        project.RegisterCallAction((_, call) => uses.AddKey(call.Key?.Value));
        project.Context.RegisterSyntaxTreeAction(context => uses.MarkVisited(context.Tree));
        project.Context.RegisterSyntaxNodeAction(
            context => CollectUse(context, uses),
            SyntaxKind.IdentifierName,
            SyntaxKind.StringLiteralExpression);
        project.Context.RegisterCompilationEndAction(context => Report(context, manifests, uses));
    }

    private static void CollectUse(SyntaxNodeAnalysisContext context, FlagUses uses)
    {
        if (context.Node is LiteralExpressionSyntax literal)
        {
            uses.AddLiteral(literal.Token.ValueText);
        }
        else if (context.Node is IdentifierNameSyntax name && uses.MayBeUse(name.Identifier.ValueText))
        {
            uses.AddSymbol(context.SemanticModel.GetSymbolInfo(name, context.CancellationToken), name.Identifier.ValueText);
        }
    }

    private static void Report(CompilationAnalysisContext context, ProjectManifests manifests, FlagUses uses)
    {
        uses.AddUnvisited(context.Compilation, context.CancellationToken);
        foreach (PlacedFlag placed in manifests.Flags.Where(placed => uses.IsUnused(placed.Flag.Key)))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, ManifestPlace.Of(placed.Path, placed.Flag.KeyRange), placed.Flag.Key));
        }
    }

    private static bool HasFriends(Compilation compilation) =>
        compilation.Assembly.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "InternalsVisibleToAttribute");
}
