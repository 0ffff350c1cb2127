using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Generator.Tests;

/// <summary>No step hands on an object of the compiler: it would keep a whole compilation alive, and compare by reference.</summary>
public class RoslynFreeTests
{
    [Fact]
    public void What_a_step_hands_on_holds_nothing_of_the_compiler()
    {
        Project project = Project.Of(Project.Shop).With("/shop/wrong.flags.json", """{ "flags": { "on": { "flagType": "boolean", "defaultValue": 3 } } }""").WithProperty("EppoFlagsClass", "class");
        GeneratorDriver driver = project.Driver(project.Texts(), tracked: true).RunGenerators(project.Compile(project.Code));
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);

        HashSet<IncrementalGeneratorRunStep> steps = [];
        foreach (IncrementalGeneratorRunStep output in result.TrackedOutputSteps.Values.SelectMany(runs => runs))
            AddInputs(output, steps);

        Assert.Equal(typeof(TrackingNames).GetFields().Select(field => field.Name).Order(), steps.Select(step => step.Name).OfType<string>().Intersect(typeof(TrackingNames).GetFields().Select(field => field.Name)).Order());
        Assert.All(steps.SelectMany(step => step.Outputs.Select(output => (step.Name, output.Value))), output => Assert.Empty(Live(output.Value, output.Name ?? "a step")));
    }

    [Fact]
    public void A_planted_one_is_found()
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText("class A;");

        Assert.Equal("planted.Item2._items[1].<Deep>i__Field: SourceText", string.Join("\n", Live((1, new List<object> { "text", new { Deep = SourceText.From("") } }), "planted").Select(OfItsKind)));
        Assert.NotEmpty(Live(new[] { tree }, "tree"));
        Assert.NotEmpty(Live(Project.Of("{}").Texts(), "texts"));
        Assert.NotEmpty(Live((Func<int>)(() => tree.Length), "closure"));
    }

    // The first steps of ours take in what the compiler gives; nothing before them is ours.
    private static void AddInputs(IncrementalGeneratorRunStep step, HashSet<IncrementalGeneratorRunStep> steps)
    {
        if (step.Name is TrackingNames.Texts or TrackingNames.Options or TrackingNames.OptionProblems)
            return;
        foreach ((IncrementalGeneratorRunStep input, _) in step.Inputs)
        {
            if (steps.Add(input))
                AddInputs(input, steps);
        }
    }

    /// <summary>The paths to every object of the compiler that a value leads to.</summary>
    private static IEnumerable<string> Live(object? value, string path) => Live(value, path, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static IEnumerable<string> Live(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string or Type or Pointer || value.GetType().IsPrimitive || value.GetType().IsEnum || (!value.GetType().IsValueType && !seen.Add(value)))
            return [];
        if (IsOfTheCompiler(value.GetType()))
            return [$"{path}: {value.GetType().Name}"];
        return value is Array array
            ? array.Cast<object?>().SelectMany((item, index) => Live(item, $"{path}[{index}]", seen))
            : Fields(value.GetType()).SelectMany(field => Live(field.GetValue(value), $"{path}.{field.Name}", seen));
    }

    // A host's own AdditionalText is the compiler's object too.
    private static bool IsOfTheCompiler(Type? type) =>
        type is not null && (type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || IsOfTheCompiler(type.BaseType));

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null ? [] :
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Concat(Fields(type.BaseType));

    // SourceText is abstract, and which class the compiler makes of it is its own business.
    private static string OfItsKind(string found) => found.Replace("StringText", nameof(SourceText), StringComparison.Ordinal);
}
