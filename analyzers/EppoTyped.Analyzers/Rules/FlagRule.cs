using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Rules;

/// <summary>A rule: its diagnostics and its analysis. It has no state, because one instance serves all compilations.</summary>
internal abstract class FlagRule
{
    /// <summary>The diagnostics that it reports.</summary>
    public abstract ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>Registers its actions, once for each compilation.</summary>
    public abstract void Register(FlagProject project);

    /// <summary>Creates a descriptor for diagnostics about a manifest.</summary>
    protected static DiagnosticDescriptor DescribeManifest(
        string id,
        string title,
        string message,
        DiagnosticSeverity severity,
        params string[] tags) =>
        Describe("EppoTyped.Manifest", id, title, message, severity, tags);

    /// <summary>Creates a descriptor for diagnostics about the use of flags.</summary>
    protected static DiagnosticDescriptor DescribeUse(
        string id,
        string title,
        string message,
        DiagnosticSeverity severity,
        params string[] tags) =>
        Describe("EppoTyped.Use", id, title, message, severity, tags);

    /// <summary>Creates a descriptor for diagnostics about flags that should be removed.</summary>
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
