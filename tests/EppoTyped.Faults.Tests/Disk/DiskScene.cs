namespace EppoTyped.Faults.Tests;

/// <summary>A scene whose clients keep their configuration in a file, and the folder of that file.</summary>
internal sealed class DiskScene : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eppotyped-faults-").FullName;

    public FaultScene Scene { get; } = new();

    public string Folder => _folder;

    public string CachePath => Path.Combine(_folder, "flags.eppo");

    /// <summary>The ids of log lines about the file: 50 in use, 51 not used, 52 not written.</summary>
    public IEnumerable<int> SaidOfFile => Scene.Log.Lines.Select(line => line.Id).Where(id => id is >= 50 and <= 52);

    public EppoClientOptions Options(KestrelServer server) => Scene.Options(server.BaseUrl) with { CacheFile = CachePath };

    /// <summary>A client fetches this version, keeps it and ends; then the server fails.</summary>
    public async Task KeepAsync(KestrelServer server, string color, string? etag = "\"1\"")
    {
        server.Good(color, etag);
        EppoClient client = await Scene.InitializeAsync(Options(server));
        await client.DisposeAsync();
        server.Fail();
    }

    public async ValueTask DisposeAsync()
    {
        await Scene.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
