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
        Texts(Project.CompileAt("/shop/Generated.cs", Sources.Select(source => source.Text.Replace("#pragma warning disable\n", "", StringComparison.Ordinal))).GetDiagnostics());

    public Generated AssertCompiles()
    {
        AssertSilent(Messages());
        AssertSilent(MessagesUnsuppressed());
        return this;
    }

    /// <summary>Runs <c>Probe.Run()</c> of the project's code and gives what it says.</summary>
    public string Run()
    {
        AssertSilent(Messages());
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

    // The project's own code need not be documented; the generated code must.
    private static bool IsUndocumented(Diagnostic diagnostic) => diagnostic.Id == "CS1591" && diagnostic.Location.GetLineSpan().Path == Project.CodePath;

    // Not Assert.Empty, which hides most of what the compiler says.
    private static void AssertSilent(IEnumerable<string> messages)
    {
        string all = string.Join("\n", messages.Take(20));
        if (all.Length > 0)
            Assert.Fail(all);
    }

    private static IEnumerable<string> Texts(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !IsUndocumented(diagnostic)).Select(diagnostic => diagnostic.ToString());
}
