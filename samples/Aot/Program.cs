using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using AotShop;
using EppoTyped;

// The response of Eppo's server, embedded in the program.
using StreamReader served = new(typeof(User).Assembly.GetManifestResourceStream("served.json")!);
await using EppoClient client = await EppoClient.InitializeAsync(new EppoClientOptions
{
    Offline = true,
    InitialConfiguration = EppoConfiguration.FromResponses(await served.ReadToEndAsync()),
    AssignmentDelivery = AssignmentDelivery.Inline,
    AssignmentLogger = AssignmentLogger.FromDelegate(assignment => Console.WriteLine($"logged      {assignment.ToJson()}")),
});

User user = new("user-1") { Country = "NL", LoyaltyTier = UserLoyaltyTier.Gold };
CheckoutVariant first = Flags.Checkout.Variant(user);
TimeSpan startUp = DateTime.UtcNow - Process.GetCurrentProcess().StartTime.ToUniversalTime();

Console.WriteLine($"user-1      {first.ToValue()}");
Console.WriteLine($"user-2      {Flags.Checkout.Variant(new User("user-2")).ToValue()}");
Campaign campaign = Flags.Campaign.Value(user);
Console.WriteLine($"campaign    {campaign.Title}: {string.Join(", ", campaign.Tags)}");
Console.WriteLine($"details     {Flags.Checkout.Details(user).Details.ToJson()}");
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"start-up    {startUp.TotalMilliseconds:F0} ms from the start of the process to its first flag"));
Console.WriteLine(RuntimeFeature.IsDynamicCodeSupported
    ? "size        compiled just in time; \"dotnet publish samples/Aot\" builds the native program"
    : string.Create(CultureInfo.InvariantCulture, $"size        {Megabytes(Environment.ProcessPath!):F1} MB, one native file"));
return 0;

static double Megabytes(string file) => new FileInfo(file).Length / 1024.0 / 1024.0;
