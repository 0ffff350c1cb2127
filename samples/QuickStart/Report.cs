using System.Globalization;
using EppoTyped;
using Spectre.Console;

namespace QuickStart;

/// <summary>Prints the values that shoppers get, and the reasons.</summary>
internal static class Report
{
    private static readonly IAnsiConsole Screen = CreateScreen();

    public static void Print(string text) => Screen.WriteLine(text);

    /// <summary>Evaluates every flag for every shopper and prints one row for each shopper.</summary>
    public static void PrintValues(IEnumerable<User> shoppers)
    {
        Table table = new Table().AddColumns("shopper", "who", "checkout", "pays by", "reviews", "results", "discount", "campaign");
        foreach (User user in shoppers)
        {
            Campaign campaign = Flags.Campaign.Value(user);
            table.AddRow(
                user.Key,
                Describe(user),
                Flags.TestCheckout.Variant(user).ToString(),
                Flags.PaymentMethod.Variant(user).ToString(),
                Flags.ShowReviews.IsEnabled(user) ? "yes" : "no",
                Flags.NumResults.Value(user).ToString(CultureInfo.InvariantCulture),
                Flags.Discount.Value(user).ToString("P0", CultureInfo.InvariantCulture),
                campaign.Hero ? $"{campaign.HeroTitle} ({campaign.HeroImage})" : "none");
        }

        Screen.Write(table);
    }

    /// <summary>Prints the value of a flag for each shopper, with the reason.</summary>
    public static void PrintReasons<T>(string flag, IEnumerable<User> shoppers, Func<User, Evaluation<T>> detailsFor)
    {
        Table table = new Table().AddColumns("shopper", flag, "reason", "description");
        foreach (User user in shoppers)
        {
            Evaluation<T> evaluation = detailsFor(user);
            table.AddRow(
                user.Key,
                Markup.Escape($"{evaluation.Value}"),
                evaluation.Reason.ToWire(),
                Markup.Escape(evaluation.Details.FlagEvaluationDescription));
        }

        Screen.Write(table);
    }

    private static string Describe(User user) =>
        $"{user.Country}, {user.LoyaltyTier}, {user.BrowserType}, {(user.IsReturningUser ? "returning" : "new")}";

    private static IAnsiConsole CreateScreen()
    {
        IAnsiConsole screen = AnsiConsole.Create(new AnsiConsoleSettings());
        screen.Profile.Width = Math.Max(screen.Profile.Width, 170);
        return screen;
    }
}
