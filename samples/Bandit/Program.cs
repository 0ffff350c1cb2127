using System.Globalization;
using EppoTyped;
using ShoeShop;

// The responses of Eppo's servers, from files: the flags, and the bandit's model.
string served = Path.Combine(AppContext.BaseDirectory, "served");
EppoConfiguration configuration = EppoConfiguration.FromResponses(
    flags: File.ReadAllText(Path.Combine(served, "ufc.json")), bandits: File.ReadAllText(Path.Combine(served, "models.json")));

using StreamWriter events = new("bandit_events.ndjson");
Dictionary<string, BanditActionEvent> choices = [];
await using EppoClient client = await EppoClient.InitializeAsync(new EppoClientOptions
{
    Offline = true,
    InitialConfiguration = configuration,
    AssignmentDelivery = AssignmentDelivery.Inline,
    AssignmentLogger = AssignmentLogger.FromDelegate(
        assignment => events.WriteLine(assignment.ToJson()),
        action =>
        {
            events.WriteLine(action.ToJson());
            choices[action.Subject] = action;
        }),
});

// Every shopper can get the same shoes. Their affinity to a brand would come from what they have bought.
ShoeBanditAction[] shoes =
[
    new("nike") { BrandAffinity = 2.3, ImageAspectRatio = "16:9" },
    new("adidas") { BrandAffinity = 0.2, ImageAspectRatio = "16:9" },
];

Console.WriteLine("Ten shoppers open the front page:");
for (int number = 1; number <= 10; number++)
{
    Shopper shopper = new($"shopper-{number}") { Age = 20 + (3 * number), Country = number % 2 == 0 ? "US" : "DE" };
    BanditResult<ShoeBanditVariant> result = Flags.ShoeBandit.Action(shopper, shoes);
    string why = result.Action is null
        ? "status quo: the most popular shoe, as before"
        : string.Create(
            CultureInfo.InvariantCulture, $"the bandit chose it with a probability of {choices[shopper.Key].ActionProbability:P1}");
    Console.WriteLine($"  {shopper.Key,-10}  {shopper.Country}, {shopper.Age}  ->  {result.Action ?? StatusQuo(shoes),-6}  ({why})");
}

Console.WriteLine($"Every assignment and every choice was written to {Path.GetFullPath("bandit_events.ndjson")}.");
return 0;

// The shoe that the shop showed before it had a bandit, and still shows for the variation "control".
static string StatusQuo(IReadOnlyList<ShoeBanditAction> shoes) => shoes[0].Key;
