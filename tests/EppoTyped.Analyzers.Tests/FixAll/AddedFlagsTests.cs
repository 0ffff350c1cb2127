using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.Analyzers.Tests.FixAll;

/// <summary>Adding flags to manifests, many at once.</summary>
public sealed class AddedFlagsTests
{
    private const string Code = """
        bool a = FlagClient.Shared.GetBooleanAssignment("zeta", "user-1", true);
        bool near = FlagClient.Shared.GetBooleanAssignment("checkot", "user-1", true);
        long b = FlagClient.Shared.GetIntegerAssignment("alpha", "user-1", 7);
        string again = FlagClient.Shared.GetStringAssignment("zeta", "user-1", "no");

        """;

    private const string Manifest = "{ \"flags\": { \"checkout\": { \"flagType\": \"boolean\", \"defaultValue\": false } } }";

    [Fact]
    public async Task Each_key_is_added_once_in_the_order_of_the_code_and_a_misspelt_one_is_left_to_renaming()
    {
        Solution added = await FixAllAsync(Copies.Make(Sample.Parse("add", $"--- Code.cs\n{Code}--- flags.json\n{Manifest}")), "EPPO2001.Add");
        foreach (Project project in added.Projects)
        {
            Assert.Equal(
                "{ \"flags\": { \"checkout\": { \"flagType\": \"boolean\", \"defaultValue\": false }, \"zeta\": { \"flagType\": \"boolean\", \"defaultValue\": true }, \"alpha\": { \"flagType\": \"integer\", \"defaultValue\": 7 } } }",
                (await project.AdditionalDocuments.Single().GetTextAsync()).ToString());
        }
    }

    [Fact]
    public async Task A_manifest_that_two_projects_share_stays_one_file()
    {
        Solution solution = Copies.Make(Sample.Parse("add", $"--- Code.cs\n{Code}--- flags.json\n{Manifest}"));
        Project second = solution.Projects.Last();
        solution = second.RemoveAdditionalDocument(second.AdditionalDocuments.Single().Id).Solution;
        solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(second.Id), "flags.json", Manifest, filePath: "/shop/flags.json");
        Solution added = await FixAllAsync(solution, "EPPO2001.Add");
        Assert.Single((await ManifestsAsync(added)).Distinct());
    }

    // As dotnet format asks where the first message it met has no fix.
    [Fact]
    public async Task Asked_for_no_fix_by_name_the_first_that_there_is_is_taken()
    {
        Solution solution = Copies.Make(Sample.Parse("add", $"--- Code.cs\n{Code}--- flags.json\n{Manifest}"));
        Solution named = await FixAllAsync(solution, "EPPO2001.Add");
        Solution unnamed = await FixAllAsync(solution, null);
        Assert.Equal(await ManifestsAsync(named), await ManifestsAsync(unnamed));
        Assert.NotEqual(await ManifestsAsync(solution), await ManifestsAsync(unnamed));
    }

    private static async Task<IEnumerable<string>> ManifestsAsync(Solution solution) =>
        (await Task.WhenAll(solution.Projects.Select(project => project.AdditionalDocuments.Single().GetTextAsync()))).Select(text => text.ToString());

    private static async Task<Solution> FixAllAsync(Solution solution, string? name)
    {
        CodeFixProvider provider = Workbench.Fixes.Single(one => one.FixableDiagnosticIds.Contains("EPPO2001"));
        return await FixAllRun.ApplyAsync(solution.Projects.First().Documents.Single(document => document.Name == "One.cs"), provider, FixAllScope.Solution, name, "EPPO2001");
    }
}
