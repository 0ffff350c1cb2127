using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>A project for a retirement: its manifests, and the generated members of its deprecated flags.</summary>
internal sealed class RetirementContext
{
    private RetirementContext(Compilation compilation, RuntimeTypes runtime, ProjectManifests manifests)
    {
        (Compilation, Runtime, Manifests) = (compilation, runtime, manifests);
        Accessors = FlagAccessors.Of(compilation, manifests, flag => flag.Deprecated is not null);
    }

    public Compilation Compilation { get; }

    public RuntimeTypes Runtime { get; }

    public ProjectManifests Manifests { get; }

    public FlagAccessors Accessors { get; }

    /// <summary>Reads a project; null where it has no manifest.</summary>
    public static async Task<RetirementContext?> OfAsync(Project project, CancellationToken cancellation)
    {
        ProjectManifests? manifests = ProjectManifests.Read(
            project.AnalyzerOptions.AdditionalFiles,
            project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions,
            cancellation);
        if (manifests is null || await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation)
        {
            return null;
        }

        return RuntimeTypes.Of(compilation) is { } runtime ? new RetirementContext(compilation, runtime, manifests) : null;
    }
}
