using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// A call passes an attribute with another type than declared, or with a value that is not among the declared ones, so that targeting rules
/// do not match.
/// </summary>
internal sealed class EPPO2007WrongAttributeType : FlagRule
{
    public const string Id = "EPPO2007";

    private static readonly DiagnosticDescriptor Rule = DescribeUse(
        Id,
        "Attribute has the wrong type",
        "The attribute \"{0}\" of {1} takes {2}, but this is {3}; {4}",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project) => project.RegisterCallAction(Analyze);

    private static void Analyze(OperationAnalysisContext context, FlagCall call)
    {
        foreach (GivenAttributes given in call.Given)
        {
            foreach (AttributeEntry entry in given.Dictionary.Entries)
            {
                if (entry is { IsChecked: true, Key: { } key }
                    && given.Declared.FirstOrDefault(attribute => attribute.Key == key.Value) is { } declared)
                {
                    Check(context, given.Owner, declared, GivenValue.Of(entry.Value));
                }
            }
        }
    }

    private static void Check(OperationAnalysisContext context, string owner, AttributeDefinition declared, GivenValue value)
    {
        if (value.Kind == GivenKind.Unknown)
        {
            return;
        }

        if (!value.Fits(declared.Type))
        {
            Report(
                context,
                owner,
                declared,
                value,
                value.Description,
                $"pass {Wanted(declared.Type)}, or change its type in flags.json",
                replacement: null);
        }
        else if (declared.Values.Count > 0 && value.Text is { } text && declared.Values.All(choice => choice.Value != text))
        {
            string? nearest = NearestName.Of(text, declared.Values.Select(choice => choice.Value));
            string advice = nearest is null ? "pass one of these, or add it to the values in flags.json" : $"did you mean \"{nearest}\"?";
            Report(context, owner, declared, value, $"\"{text}\"", advice, value.IsMember ? null : nearest);
        }
    }

    private static void Report(
        OperationAnalysisContext context,
        string owner,
        AttributeDefinition declared,
        GivenValue value,
        string shown,
        string advice,
        string? replacement)
    {
        string wanted = declared.Values.Count == 0
            ? Wanted(declared.Type)
            : "one of " + string.Join(", ", declared.Values.Select(choice => $"\"{choice.Value}\""));
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(
            FixProperties.Replacement,
            replacement);
        context.ReportDiagnostic(Diagnostic.Create(Rule, value.Location, properties, declared.Key, owner, wanted, shown, advice));
    }

    private static string Wanted(AttributeType type) => type switch
    {
        AttributeType.Integer => "a whole number",
        AttributeType.Number => "a number",
        AttributeType.Boolean => "true or false",
        AttributeType.Version => "a version as text",
        _ => "text",
    };
}
