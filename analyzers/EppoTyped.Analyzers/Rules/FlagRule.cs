using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Rules;

/// <summary>One rule: its message and what it looks at. It keeps no state of its own, for one instance serves every compilation.</summary>
internal abstract class FlagRule
{
    /// <summary>What it may say.</summary>
    public abstract ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>Asks to see what it judges, once for each compilation.</summary>
    public abstract void Register(FlagProject project);

    /// <summary>Describes a message about a manifest.</summary>
    protected static DiagnosticDescriptor DescribeManifest(
        string id,
        string title,
        string message,
        DiagnosticSeverity severity,
        params string[] tags) =>
        Describe("EppoTyped.Manifest", id, title, message, severity, tags);

    /// <summary>Describes a message about the use of flags.</summary>
    protected static DiagnosticDescriptor DescribeUse(
        string id,
        string title,
        string message,
        DiagnosticSeverity severity,
        params string[] tags) =>
        Describe("EppoTyped.Use", id, title, message, severity, tags);

    /// <summary>Describes a message about flags that should go.</summary>
    protected static DiagnosticDescriptor DescribeLifecycle(
        string id,
        string title,
        string message,
        DiagnosticSeverity severity,
        params string[] tags) =>
        Describe("EppoTyped.Lifecycle", id, title, message, severity, tags);

    private static DiagnosticDescriptor Describe(
        string category,
        string id,
        string title,
        string message,
        DiagnosticSeverity severity,
        string[] tags) => new(
        id,
        title,
        message,
        category,
        severity,
        isEnabledByDefault: true,
        helpLinkUri: RulePages.Of(id),
        customTags: tags);
}
