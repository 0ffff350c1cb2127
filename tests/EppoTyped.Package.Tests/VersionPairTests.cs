using System.IO.Compression;
using System.Xml.Linq;

namespace EppoTyped.Package.Tests;

/// <summary>The packages that extend the runtime use what is no contract; so a pair of different versions must never get as far as running.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(PackedFeed))]
public sealed class VersionPairTests(PackedFeed feed)
{
    [Theory]
    [InlineData("EppoTyped.Amplitude")]
    [InlineData("EppoTyped.Testing")]
    public void What_extends_the_runtime_depends_on_exactly_its_version(string extension)
    {
        using ZipArchive package = feed.Open(extension + ".0.1.0.nupkg");
        using Stream nuspec = package.GetEntry(extension + ".nuspec")!.Open();
        IEnumerable<XElement> dependencies = XDocument.Load(nuspec).Descendants().Where(element => element.Attribute("id")?.Value == "EppoTyped");

        Assert.Equal(["[0.1.0]", "[0.1.0]"], dependencies.Select(dependency => dependency.Attribute("version")!.Value));
    }

    [Fact]
    public async Task The_same_version_of_all_is_built()
    {
        string folder = NewLibrary(("EppoTyped", "0.1.0"), ("EppoTyped.Amplitude", "0.1.0"), ("EppoTyped.Testing", "0.1.0"));

        Assert.DoesNotContain("NU1", await Tool.SucceedAsync(folder, feed.Packages, "build"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lower_runtime_fails_the_restore() =>
        await AssertRestoreFailsAsync("NU1605", ("EppoTyped", "0.1.0"), ("EppoTyped.Amplitude", "0.1.1"));

    [Fact]
    public async Task Two_extensions_of_different_versions_fail_the_restore() =>
        await AssertRestoreFailsAsync("NU1107", ("EppoTyped.Amplitude", "0.1.0"), ("EppoTyped.Testing", "0.1.1"));

    [Theory]
    [InlineData("EppoTyped.Amplitude")]
    [InlineData("EppoTyped.Testing")]
    public async Task A_higher_runtime_is_a_warning_of_the_restore_and_fails_the_build(string extension)
    {
        string folder = NewLibrary(("EppoTyped", "0.1.1"), (extension, "0.1.0"));

        string restored = await Tool.SucceedAsync(folder, feed.Packages, "restore");
        (int exitCode, string built) = await Tool.RunAsync(folder, feed.Packages, "build", "--no-restore");

        Assert.Contains($"warning NU1608: Detected package version outside of dependency constraint: {extension} 0.1.0 requires EppoTyped (= 0.1.0) but version EppoTyped 0.1.1 was resolved.", restored, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
        Assert.Contains($"error EPPO0001: {extension} 0.1.0 needs EppoTyped 0.1.0, and this project uses EppoTyped 0.1.1.", built, StringComparison.Ordinal);
    }

    private async Task AssertRestoreFailsAsync(string code, params (string Package, string Version)[] references)
    {
        (int exitCode, string output) = await Tool.RunAsync(NewLibrary(references), feed.Packages, "restore");

        Assert.NotEqual(0, exitCode);
        Assert.Contains($"error {code}", output, StringComparison.Ordinal);
    }

    private string NewLibrary(params (string Package, string Version)[] references)
    {
        string folder = feed.NewProjectFolder();
        File.WriteAllText(Path.Combine(folder, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", references.Select(reference => $"""<PackageReference Include="{reference.Package}" Version="{reference.Version}" />"""))}
              </ItemGroup>
            </Project>
            """);
        return folder;
    }
}
