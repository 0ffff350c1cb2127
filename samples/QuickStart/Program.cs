using EppoTyped;
using QuickStart;

// Your program has a real SDK key and no server of its own; everything after the options stays the same.
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
Report.Print(
    $"The client is {client.Initialization.Status}: it has Monday's configuration. "
    + "Ten random shoppers come in, and the six flags of flags.json control what each of them sees:");

User[] shoppers = Shoppers.Random(10);
Report.PrintValues(shoppers);
Report.Print("The payment method of each, with the reason: Details returns the value together with its reason.");
Report.PrintReasons("payment-method", shoppers, user => Flags.PaymentMethod.Details(user));

Report.Print(
    "On Tuesday a colleague assigns everyone, in Eppo, to the new variation one_click_checkout, which flags.json does not list. "
    + "The client polls ...");
server.Serve("tuesday.json");
if (!await PickedUpAsync(client, within: TimeSpan.FromSeconds(8)))
{
    Report.Print("The new configuration did not arrive within 8 seconds.");
    return 1;
}

Report.Print(
    "... and has it, without a restart. Check your configuration: this program was not built for that variation, "
    + "so everyone gets the default, and the details name the value that was refused:");
Report.PrintReasons("test-checkout", shoppers, user => Flags.TestCheckout.Details(user));
await client.FlushAsync();
Report.Print(
    $"{assignments.Count} assignments were appended to {Path.GetFullPath("eppo_assignments.csv")}: "
    + "each new one once, and none of the refused ones.");
Report.Print(
    "Next: add a variation to flags.json in samples/QuickStart, misspell its default, and run again. The compiler reports the place.");
return 0;

static async Task<bool> PickedUpAsync(EppoClient client, TimeSpan within)
{
    using CancellationTokenSource timeout = new(within);
    DateTimeOffset? before = client.ConfigurationPublishedAt;
    while (client.ConfigurationPublishedAt == before && !timeout.IsCancellationRequested)
    {
        await Task.Delay(100);
    }

    return client.ConfigurationPublishedAt > before;
}
