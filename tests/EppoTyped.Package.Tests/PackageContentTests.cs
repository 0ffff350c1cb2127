using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;

namespace EppoTyped.Package.Tests;

/// <summary>What lies in the packages.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(PackedFeed))]
public sealed class PackageContentTests(PackedFeed feed)
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Fact]
    public void The_package_holds_all_a_project_needs_and_nothing_of_the_repository()
    {
        using ZipArchive package = feed.Open("EppoTyped.0.1.0.nupkg");

        Assert.Equal(
            [
                "EppoTyped.nuspec", "LICENSE", "README.md",
                "analyzers/dotnet/cs/EppoTyped.Analyzers.dll", "analyzers/dotnet/cs/EppoTyped.CodeFixes.dll", "analyzers/dotnet/cs/EppoTyped.Generator.dll", "analyzers/dotnet/cs/EppoTyped.Manifest.dll",
                "build/EppoTyped.props", "build/EppoTyped.targets", "icon.png",
                "lib/net10.0/EppoTyped.dll", "lib/net10.0/EppoTyped.xml", "lib/net8.0/EppoTyped.dll", "lib/net8.0/EppoTyped.xml",
                "schema/flags.schema.json",
            ],
            package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("_rels", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name[0] != '[').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_depends_on_the_logging_abstractions_and_on_nothing_else()
    {
        using ZipArchive package = feed.Open("EppoTyped.0.1.0.nupkg");

        Assert.Equal(["Microsoft.Extensions.Logging.Abstractions"], Nuspec(package).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).Distinct());
    }

    [Fact]
    public void Every_shipped_project_says_who_made_it_where_it_comes_from_and_how_to_use_it()
    {
        Assert.Equal(PackedFeed.Shipped.Select(project => project + ".0.1.0.nupkg"), Directory.GetFiles(feed.Feed, "*.nupkg").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.All(PackedFeed.Shipped, project =>
        {
            using ZipArchive package = feed.Open(project + ".0.1.0.nupkg");
            XElement metadata = Nuspec(package).Root!.Elements().Single();
            string Of(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
            Assert.Equal((project, "MIT", "README.md", "icon.png"), (Of("id"), Of("license"), Of("readme"), Of("icon")));
            Assert.NotEmpty(Of("description"));
            Assert.NotEmpty(metadata.Elements().Single(element => element.Name.LocalName == "repository").Attribute("commit")!.Value);
            using StreamReader readme = new(package.GetEntry("README.md")!.Open());
            Assert.Equal(File.ReadAllText(Path.Combine(PackedFeed.Root, "src", project, "package-readme.md")), readme.ReadToEnd());
        });
    }

    [Fact]
    public void Symbols_lead_to_the_sources_of_the_commit()
    {
        using ZipArchive symbols = feed.Open("EppoTyped.0.1.0.snupkg");
        Assert.All(["net8.0", "net10.0"], framework =>
        {
            using MemoryStream pdb = new();
            using (Stream entry = symbols.GetEntry($"lib/{framework}/EppoTyped.pdb")!.Open())
                entry.CopyTo(pdb);
            pdb.Position = 0;
            using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(pdb);
            MetadataReader reader = provider.GetMetadataReader();
            CustomDebugInformation link = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Single(information => reader.GetGuid(information.Kind) == SourceLink);
            Assert.Contains("https://raw.githubusercontent.com/eppotyped/eppotyped/", Encoding.UTF8.GetString(reader.GetBlobBytes(link.Value)), StringComparison.Ordinal);
        });
    }

    private static XDocument Nuspec(ZipArchive package)
    {
        using Stream nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec);
    }
}
