using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace EppoTyped.Conformance.Tests;

/// <summary>Configurations that other Eppo SDKs have exported: read, written again byte for byte, and evaluated.</summary>
public sealed class WireTests
{
    public static TheoryData<string> Files => ["flags-v1.json", "bandit-flags-v1.json"];

    [WireTheory]
    [MemberData(nameof(Files))]
    public void A_round_trip_keeps_every_byte(string file)
    {
        string wire = File.ReadAllText(Path.Combine(WireTheoryAttribute.Folder!, file));
        using JsonDocument document = JsonDocument.Parse(wire);
        EppoConfiguration configuration = EppoConfiguration.FromWire(wire);
        Assert.Equal(wire, configuration.ToWire());
        Assert.Equal(
            document.RootElement.GetProperty("config").GetProperty("response").GetString(),
            Encoding.UTF8.GetString(configuration.Flags.Span));
        Assert.Equal(document.RootElement.TryGetProperty("bandits", out JsonElement bandits), configuration.Bandits is not null);
        Assert.True(
            configuration.Bandits is not { } models || bandits.GetProperty("response").GetString() == Encoding.UTF8.GetString(models.Span));

        // Written without the original text, the responses are still the same bytes.
        EppoConfiguration again = EppoConfiguration.FromWire(new EppoConfiguration(configuration.Flags, configuration.Bandits).ToWire());
        Assert.True(again.Flags.Span.SequenceEqual(configuration.Flags.Span));
        Assert.True(configuration.Bandits is not { } before || again.Bandits!.Value.Span.SequenceEqual(before.Span));
    }

    [WireTheory]
    [InlineData("flags-v1.json")]
    public async Task An_offline_client_evaluates_it(string file)
    {
        EppoConfiguration configuration = EppoConfiguration.FromWire(
            await File.ReadAllTextAsync(Path.Combine(WireTheoryAttribute.Folder!, file)));
        await using EppoClient client = await EppoClient.InitializeAsync(
            new EppoClientOptions { Offline = true, AttachToShared = false, InitialConfiguration = configuration });
        Assert.Equal(
            ("Test", new DateTimeOffset(2024, 4, 17, 19, 40, 53, 716, TimeSpan.Zero)),
            (configuration.EnvironmentName, configuration.PublishedAt));
        Assert.True(client.GetBooleanAssignment("kill-switch", "test-subject", new Dictionary<string, object> { ["age"] = 62 }, false));
    }
}

/// <summary>A theory over the exported configurations, skipped with its reason where they are missing.</summary>
internal sealed class WireTheoryAttribute : TheoryAttribute
{
    public WireTheoryAttribute() => Skip = Folder is null ? ConformanceFolder.SkipReason : null;

    /// <summary>The folder beside that of the cases; null when it is missing.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find([CallerFilePath] string thisFile = "")
    {
        string[] candidates =
        [
            Path.Combine(ConformanceFolder.Ufc ?? Path.GetDirectoryName(thisFile)!, "..", "wire"),
            Path.Combine(Environment.GetEnvironmentVariable(ConformanceFolder.Variable) ?? ".", "wire"),
        ];
        return candidates.Select(Path.GetFullPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "flags-v1.json")));
    }
}
