using EppoTyped;
using QuickStart;

// Your program has a real SDK key and no server of its own; everything below the options stays the same.
await using EppoServer server = await EppoServer.StartAsync("monday.json");
using CsvAssignmentLogger assignments = new("eppo_assignments.csv");
await using EppoClient client = await EppoClient.InitializeAsync(new EppoClientOptions
{
    SdkKey = "quickstart-key",
    BaseUrl = server.BaseUrl,
    AssignmentLogger = assignments,
    PollInterval = TimeSpan.FromMilliseconds(500),
    PollJitter = TimeSpan.FromMilliseconds(100),
});
Report.Say($"The client is {client.Initialization.Status}. Ten random shoppers come in:");

User[] shoppers = Shoppers.Random(10);
Report.WhoGotWhat(shoppers);
Report.Say("Why each of them pays as they do:");
Report.Why("payment-method", shoppers, user => Flags.PaymentMethod.Details(user));

Report.Say("On Tuesday somebody serves a checkout that this program was not built for. The client polls ...");
server.Serve("tuesday.json");
if (!await PickedUpAsync(client, within: TimeSpan.FromSeconds(8)))
{
    Report.Say("The new configuration did not arrive within 8 seconds.");
    return 1;
}

Report.Say("... and has it. Check your configuration: one_click_checkout is not in flags.json, so everybody gets the default, and the reason:");
Report.Why("test-checkout", shoppers, user => Flags.TestCheckout.Details(user));
await client.FlushAsync();
Report.Say($"{assignments.Count} assignments were appended to {Path.GetFullPath("eppo_assignments.csv")}.");
return 0;

static async Task<bool> PickedUpAsync(EppoClient client, TimeSpan within)
{
    using CancellationTokenSource patience = new(within);
    DateTimeOffset? before = client.ConfigurationPublishedAt;
    while (client.ConfigurationPublishedAt == before && !patience.IsCancellationRequested)
    {
        await Task.Delay(100);
    }

    return client.ConfigurationPublishedAt > before;
}
