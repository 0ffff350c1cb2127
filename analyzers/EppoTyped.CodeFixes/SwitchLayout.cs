using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes;

/// <summary>Adds sections and arms after the last one of a switch, with the same layout; nothing else is changed.</summary>
internal static class SwitchLayout
{
    private const string Step = "    ";

    /// <summary>Adds an empty section for each label.</summary>
    public static SourceText AddSections(SourceText text, SwitchStatementSyntax statement, string[] labels)
    {
        SwitchSectionSyntax? last = statement.Sections.LastOrDefault();
        SyntaxToken before = last?.GetLastToken() ?? statement.OpenBraceToken;
        bool isOneLine = last is not null && !IsFirstOfLine(text, last.SpanStart);
        if (isOneLine)
        {
            return text.Replace(EndOf(before), 0, string.Concat(labels.Select(label => $" case {label}: break;")));
        }

        string line = LineBreakOf(text);
        string indent = last is null ? IndentOf(text, statement.SpanStart) + Step : IndentOf(text, last.SpanStart);
        StatementSyntax? first = last?.Statements.FirstOrDefault();
        bool isBeside = first is not null && !IsFirstOfLine(text, first.SpanStart) && first is not BlockSyntax;

        // The brace of a block has the indentation of the label.
        string inner = first is not null and not BlockSyntax && !isBeside ? IndentOf(text, first.SpanStart) : indent + Step;
        string between = isBeside ? " " : line + inner;
        return text.Replace(EndOf(before), 0, string.Concat(labels.Select(label => $"{line}{indent}case {label}:{between}break;")));
    }

    /// <summary>Adds an arm with this body for each label.</summary>
    public static SourceText AddArms(SourceText text, SwitchExpressionSyntax expression, string[] labels, string body)
    {
        IEnumerable<string> arms = labels.Select(label => $"{label} => {body}");
        if (expression.Arms.Count == 0)
        {
            return text.Replace(expression.OpenBraceToken.Span.End, 0, " " + string.Join(", ", arms));
        }

        SwitchExpressionArmSyntax last = expression.Arms.Last();
        bool hasComma = expression.Arms.SeparatorCount == expression.Arms.Count;
        SyntaxToken before = hasComma ? expression.Arms.GetSeparators().Last() : last.GetLastToken();
        bool isOneLine = !IsFirstOfLine(text, last.SpanStart);
        string separator = isOneLine ? " " : LineBreakOf(text) + IndentOf(text, last.SpanStart);
        string added = string.Join(",", arms.Select(arm => separator + arm)) + (hasComma ? "," : "");
        return hasComma
            ? text.Replace(EndOf(before), 0, added)
            : text.WithChanges(
                new TextChange(new TextSpan(before.Span.End, 0), ","),
                new TextChange(new TextSpan(isOneLine ? before.Span.End : EndOf(before), 0), added));
    }

    /// <summary>The end of the token and of the comments after it on its line.</summary>
    private static int EndOf(SyntaxToken token)
    {
        int end = token.Span.End;
        foreach (SyntaxTrivia trivia in token.TrailingTrivia)
        {
            if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                end = trivia.Span.End;
            }
        }

        return end;
    }

    private static bool IsFirstOfLine(SourceText text, int position) =>
        IndentOf(text, position).Length == position - text.Lines.GetLineFromPosition(position).Start;

    private static string IndentOf(SourceText text, int position)
    {
        TextLine line = text.Lines.GetLineFromPosition(position);
        string content = text.ToString(line.Span);
        return content.Substring(0, content.Length - content.TrimStart(' ', '\t').Length);
    }

    private static string LineBreakOf(SourceText text)
    {
        TextLine line = text.Lines[0];
        return line.End == line.EndIncludingLineBreak ? "\n" : text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
    }
}
