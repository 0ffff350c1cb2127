using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using EppoTyped.Analyzers.Rules;
using EppoTyped.CodeFixes.FixAll;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>
/// Adds the variations that a switch does not handle, without a change of behaviour: a statement does nothing for them, an expression
/// throws.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2010MissingVariationFix))]
[Shared]
public sealed class EPPO2010MissingVariationFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [EPPO2010MissingVariation.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FlagFixAllProvider.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.MessagesFor(this))
        {
            string[] missing = [.. MissingOf(diagnostic)];
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Add the missing variations",
                    cancellation => AddAsync(context.Document, diagnostic.Location.SourceSpan, missing, cancellation),
                    "EPPO2010.Add"),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string> MissingOf(Diagnostic diagnostic)
    {
        for (int i = 0; diagnostic.Properties.TryGetValue(
            FixProperties.Missing + i.ToString(CultureInfo.InvariantCulture),
            out string? name) && name is not null; i++)
        {
            yield return name;
        }
    }

    private static async Task<Document> AddAsync(Document document, TextSpan keyword, string[] missing, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return root.FindToken(keyword.Start).Parent switch
        {
            SwitchStatementSyntax statement =>
                document.WithText(SwitchLayout.AddSections(text, statement, Labels(model, statement.Expression, missing))),
            SwitchExpressionSyntax expression =>
                document.WithText(SwitchLayout.AddArms(
                    text,
                    expression,
                    Labels(model, expression.GoverningExpression, missing),
                    NotImplemented(model, keyword.Start))),
            _ => document,
        };
    }

    private static string[] Labels(SemanticModel model, ExpressionSyntax value, string[] missing)
    {
        ITypeSymbol? type = model.GetTypeInfo(value).Type;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        if (type?.TypeKind != TypeKind.Enum)
        {
            return [.. missing.Select(text => SymbolDisplay.FormatLiteral(text, quote: true))];
        }

        string name = type.ToMinimalDisplayString(model, value.SpanStart);
        return [.. missing.Select(member => $"{name}.{(SyntaxFacts.GetKeywordKind(member) == SyntaxKind.None ? "" : "@")}{member}")];
    }

    private static string NotImplemented(SemanticModel model, int position)
    {
        const string exception = "System.NotImplementedException";
        string name = model.Compilation.GetTypeByMetadataName(exception)?.ToMinimalDisplayString(model, position) ?? exception;
        return $"throw new {name}()";
    }
}
