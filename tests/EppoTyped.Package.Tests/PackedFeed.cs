using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace EppoTyped.Package.Tests;

/// <summary>Every shippable project, packed once into a folder feed; and an empty NuGet cache for those who use it.</summary>
[CollectionDefinition(nameof(PackedFeed))]
public sealed class PackedFeed : IAsyncLifetime, ICollectionFixture<PackedFeed>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eppotyped-feed-").FullName;

    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The projects that ship, by the folder in <c>src</c>.</summary>
    public static IReadOnlyList<string> Shipped { get; } = [.. Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    public string Feed => Path.Combine(_folder, "feed");

    /// <summary>The libraries again, as version 0.1.1.</summary>
    public string NextFeed => Path.Combine(_folder, "next");

    public string Packages => Path.Combine(_folder, "packages");

    public async Task InitializeAsync()
    {
        // Not restored here, and not built where these tests are of the same configuration: the run that built them has done so, and others
        // may be building from those files.
        string built = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "--no-build" : "--no-restore";
        foreach (string project in Shipped)
        {
            await PackAsync(project, Feed, built);
        }

        foreach (string project in Shipped.Where(project => project != "EppoTyped.Cli"))
        {
            await PackAsync(project, NextFeed, "--no-build", "-p:Version=0.1.1");
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    public ZipArchive Open(string fileName) => ZipFile.OpenRead(Path.Combine(Feed, fileName));

    /// <summary>A folder with a NuGet configuration that knows the feed, and for what it depends on the machine's own cache.</summary>
    public string NewProjectFolder()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName;
        string machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{Feed}" />
                <add key="next" value="{NextFeed}" />
                <add key="machine" value="{machine}" />
              </packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        return folder;
    }

    private static Task PackAsync(string project, string feed, params string[] options) =>
        Tool.SucceedAsync(Root, null, ["pack", Path.Combine("src", project), "-c", "Release", "-o", feed, "-nodeReuse:false", .. options]);

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
