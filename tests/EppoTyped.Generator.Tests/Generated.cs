using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Generator.Tests;

/// <summary>What the generator made of a project.</summary>
internal sealed record Generated(Project Project, Compilation Compilation, ImmutableArray<Diagnostic> Findings, ImmutableArray<(string HintName, string Text)> Sources)
{
    public string All => string.Join("\n", Sources.Select(source => source.Text));

    /// <summary>Errors and warnings of the whole project.</summary>
    public IEnumerable<string> Messages() => Texts(Compilation.GetDiagnostics());

    /// <summary>What the compiler would say of the generated code if it were not told to be silent.</summary>
    public IEnumerable<string> MessagesUnsuppressed() =>
        Texts(Project.Compile(Sources.Select(source => source.Text.Replace("#pragma warning disable\n", "", StringComparison.Ordinal))).GetDiagnostics());

    public Generated AssertCompiles()
    {
        Assert.Empty(Messages());
        Assert.Empty(MessagesUnsuppressed());
        return this;
    }

    /// <summary>Runs <c>Probe.Run()</c> of the project's code and gives what it says.</summary>
    public string Run()
    {
        Assert.Empty(Messages());
        using MemoryStream image = new();
        Assert.True(Compilation.Emit(image).Success);
        image.Position = 0;
        AssemblyLoadContext context = new("shop", isCollectible: true);
        try
        {
            MethodInfo run = context.LoadFromStream(image).GetType("Probe", throwOnError: true)!.GetMethod("Run")!;
            return (string)run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
        }
        finally
        {
            context.Unload();
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString());
}
