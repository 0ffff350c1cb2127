using System.Globalization;
using EppoTyped;
using ShoeShop;

// What Eppo's servers would answer, from files: the flags, and what the bandit has learnt so far.
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

// The same pair of shoes for everybody; how much a shopper likes a brand comes from what they bought.
ShoeBanditAction[] shoes =
[
    new("nike") { BrandAffinity = 2.3, ImageAspectRatio = "16:9" },
    new("adidas") { BrandAffinity = 0.2, ImageAspectRatio = "16:9" },
];

Console.WriteLine("Ten shoppers open the front page:");
foreach (Shopper shopper in Enumerable.Range(1, 10).Select(number => new Shopper($"shopper-{number}") { Age = 20 + (3 * number), Country = number % 2 == 0 ? "US" : "DE" }))
{
    BanditResult<ShoeBanditVariant> result = Flags.ShoeBandit.Action(shopper, shoes);
    string why = result.Action is null
        ? "status quo: the most popular shoe, as ever"
        : string.Create(CultureInfo.InvariantCulture, $"the bandit chose it with a probability of {choices[shopper.Key].ActionProbability:P1}");
    Console.WriteLine($"  {shopper.Key,-10}  {shopper.Country}, {shopper.Age}  ->  {result.Action ?? StatusQuo(shoes),-6}  ({why})");
}

Console.WriteLine($"Every assignment and every choice stands in {Path.GetFullPath("bandit_events.ndjson")}.");
return 0;

// What the shop did before there was a bandit, and still does for the variation "control".
static string StatusQuo(IReadOnlyList<ShoeBanditAction> shoes) => shoes[0].Key;
