using System.Text.Json.Nodes;
using BookShop;
using EppoTyped.Amplitude;

// Your program has real keys and no server of its own; without the addresses the clients use Amplitude's servers.
await using AmplitudeServer server = await AmplitudeServer.StartAsync();

// The local client evaluates in this process: flags are fetched once, then kept up to date.
await using AmplitudeLocalClient local = new("your-deployment-key", new AmplitudeLocalOptions
{
    ServerUrl = server.Url,
    ExposureTracking = new ExposureTrackingOptions("your-analytics-key") { ServerUrl = $"{server.Url}/2/httpapi" },
});
await local.StartAsync();

// With the remote client Amplitude's servers evaluate: one request for all flags of a reader.
AmplitudeRemoteOptions remoteOptions = new() { ServerUrl = server.Url, FetchRetries = 2 };
using AmplitudeRemoteClient remote = new("your-deployment-key", remoteOptions);

Reader[] readers =
[
    new("anna") { Country = "NL", Plan = ReaderPlan.Gold },
    new("ben") { Country = "US", Plan = ReaderPlan.Free },
    new("cleo") { Country = "DE", Plan = ReaderPlan.Free },
    new("dirk") { Country = "DE" },
];

Console.WriteLine("The same FlagSet over both clients, with the four flags of flags.json:");
FlagSet here = new(local);
foreach (Reader reader in readers)
{
    FlagSet there = new(await remote.FetchAsync(reader));
    Console.WriteLine($"  {reader.Key,-5} local   {Describe(here, reader)}");
    Console.WriteLine($"  {reader.Key,-5} remote  {Describe(there, reader)}");
}

Console.WriteLine("Every variant of anna as Amplitude's own SDKs return it, and the segment that matched:");
foreach ((string flag, Variant variant) in local.Evaluate(readers[0]))
{
    Console.WriteLine($"  {flag,-19} {variant.Key,-8} {variant.SegmentName}");
}

// Experiments count exposures: what a reader has seen. The same variant is tracked once a day.
foreach (Reader reader in readers)
{
    local.Evaluate(reader, ["checkout"], new EvaluateOptions { TracksExposure = true });
}

await local.StopAsync();
Console.WriteLine($"{server.Events.Count} events have reached Amplitude's HTTP V2 API:");
foreach (JsonNode tracked in server.Events)
{
    JsonNode properties = tracked["event_properties"]!;
    (JsonNode? flag, JsonNode? variant) = (properties["[Experiment] Flag Key"], properties["[Experiment] Variant"]);
    Console.WriteLine($"  {tracked["user_id"],-5} {tracked["event_type"]}: {flag} = {variant}");
}

return 0;

static string Describe(FlagSet flags, Reader reader) =>
    $"checkout {flags.Checkout.Variant(reader),-9} gift wrap {(flags.GiftWrap.IsEnabled(reader) ? "yes" : "no"),-4} "
    + $"free shipping from {flags.FreeShippingFrom.Value(reader)}  front page \"{flags.FrontPage.Value(reader).Title}\"";
