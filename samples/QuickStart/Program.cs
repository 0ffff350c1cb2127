using EppoTyped;
using QuickStart;

// Your program has a real SDK key and no server of its own; everything below the options stays the same.
await using EppoServer server = await EppoServer.StartAsync("monday.json");
using CsvAssignmentLogger assignments = new("eppo_assignments.csv");
await using EppoClient client = await EppoClient.InitializeAsync(new EppoClientOptions
{
    SdkKey = "your-sdk-key",
    BaseUrl = server.BaseUrl,
    AssignmentLogger = assignments,
    PollInterval = TimeSpan.FromMilliseconds(500),
    PollJitter = TimeSpan.FromMilliseconds(100),
});
Report.Say($"The client is {client.Initialization.Status}: it has Monday's configuration. Ten random shoppers come in, and six flags of flags.json decide what each sees:");

User[] shoppers = Shoppers.Random(10);
Report.WhoGotWhat(shoppers);
Report.Say("Why each of them pays like that: Details gives the value together with its reason.");
Report.Why("payment-method", shoppers, user => Flags.PaymentMethod.Details(user));

Report.Say("On Tuesday somebody in Eppo gives everyone the new variation one_click_checkout, which flags.json does not list. The client polls ...");
server.Serve("tuesday.json");
if (!await PickedUpAsync(client, within: TimeSpan.FromSeconds(8)))
{
    Report.Say("The new configuration did not arrive within 8 seconds.");
    return 1;
}

Report.Say("... and has it, without a restart. Check your configuration: this program cannot show what it was not built for, so everyone gets the default, and the reason says which value was refused:");
Report.Why("test-checkout", shoppers, user => Flags.TestCheckout.Details(user));
await client.FlushAsync();
Report.Say($"{assignments.Count} assignments were appended to {Path.GetFullPath("eppo_assignments.csv")}: each new one once, and none of the refused ones.");
Report.Say("Next: add a variation to flags.json in samples/QuickStart, misspell its default, and run again. The compiler says where.");
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
