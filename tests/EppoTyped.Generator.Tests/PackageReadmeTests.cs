namespace EppoTyped.Generator.Tests;

/// <summary>The page of a package on nuget.org is short, and nothing on it depends on where it is shown.</summary>
public sealed class PackageReadmeTests
{
    public static TheoryData<string> Pages => [.. ManualPage.PackageReadmes.Select(page => page.Path)];

    [Fact]
    public void Every_package_has_a_readme_of_its_own() => Assert.Equal(
        Directory.GetFiles(ManualPage.FullPathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => File.ReadAllText(project).Contains("<IsPackable>true</IsPackable>", StringComparison.Ordinal))
            .Select(project => $"src/{Path.GetFileNameWithoutExtension(project)}/package-readme.md")
            .Order(StringComparer.Ordinal),
        ManualPage.PackageReadmes.Select(page => page.Path).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void It_is_short_and_its_links_are_absolute(string path)
    {
        ManualPage page = ManualPage.Of(path);
        Assert.StartsWith($"# {path.Split('/')[1]}\n", page.Text, StringComparison.Ordinal);
        Assert.InRange(page.Text.TrimEnd().Split('\n').Length, 16, 40);
        Assert.All(page.Links, link => Assert.StartsWith("https://", link, StringComparison.Ordinal));
    }
}
