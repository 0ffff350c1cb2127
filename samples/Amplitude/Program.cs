using System.Text.Json.Nodes;
using BookShop;
using EppoTyped.Amplitude;

// Your program has real keys and no server of its own; without the addresses it asks Amplitude's.
await using AmplitudeServer server = await AmplitudeServer.StartAsync();

// This process evaluates: flags are fetched once, then kept up to date.
await using AmplitudeLocalClient local = new("your-deployment-key", new AmplitudeLocalOptions
{
    ServerUrl = server.Url,
    ExposureTracking = new ExposureTrackingOptions("your-analytics-key") { ServerUrl = $"{server.Url}/2/httpapi" },
});
await local.StartAsync();

// Amplitude evaluates: one request for all flags of a reader.
using AmplitudeRemoteClient remote = new("your-deployment-key", new AmplitudeRemoteOptions { ServerUrl = server.Url, FetchRetries = 2 });

Reader[] readers =
[
    new("anna") { Country = "NL", Plan = ReaderPlan.Gold },
    new("ben") { Country = "US", Plan = ReaderPlan.Free },
    new("cleo") { Country = "DE", Plan = ReaderPlan.Free },
    new("dirk") { Country = "DE" },
];

Console.WriteLine("One FlagSet over either client, four flags of flags.json:");
FlagSet here = new(local);
foreach (Reader reader in readers)
{
    FlagSet there = new(await remote.FetchAsync(reader));
    Console.WriteLine($"  {reader.Key,-5} local   {Describe(here, reader)}");
    Console.WriteLine($"  {reader.Key,-5} remote  {Describe(there, reader)}");
}

Console.WriteLine("Every variant of anna as Amplitude's own SDKs give them, and why:");
foreach ((string flag, Variant variant) in local.Evaluate(readers[0]))
{
    Console.WriteLine($"  {flag,-19} {variant.Key,-8} {variant.SegmentName}");
}

// What a reader has seen is what an experiment counts: an exposure, tracked once a day for the same variant.
foreach (Reader reader in readers)
{
    local.Evaluate(reader, ["checkout"], new EvaluateOptions { TracksExposure = true });
}

await local.StopAsync();
Console.WriteLine($"{server.Events.Count} events have reached Amplitude's HTTP V2 API:");
foreach (JsonNode tracked in server.Events)
{
    JsonNode properties = tracked["event_properties"]!;
    Console.WriteLine($"  {tracked["user_id"],-5} {tracked["event_type"]}: {properties["[Experiment] Flag Key"]} = {properties["[Experiment] Variant"]}");
}

return 0;

static string Describe(FlagSet flags, Reader reader) =>
    $"checkout {flags.Checkout.Variant(reader),-9} gift wrap {(flags.GiftWrap.IsEnabled(reader) ? "yes" : "no"),-4} "
    + $"free shipping from {flags.FreeShippingFrom.Value(reader)}  front page \"{flags.FrontPage.Value(reader).Title}\"";
