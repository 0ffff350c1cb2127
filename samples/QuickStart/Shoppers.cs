namespace QuickStart;

/// <summary>Makes random shoppers, as instances of the subject record that is generated from flags.json.</summary>
internal static class Shoppers
{
    private static readonly string[] Countries = ["NL", "US", "DE", "FR"];

    public static User[] Random(int count) => [.. Enumerable.Range(0, count).Select(_ => Random())];

    private static User Random() => new($"user-{Guid.NewGuid():N}"[..13])
    {
        Country = Pick(Countries),
        LoyaltyTier = Pick<UserLoyaltyTier>([.. UserLoyaltyTiers.All]),
        BrowserType = Pick<UserBrowserType>([.. UserBrowserTypes.All]),
        IsReturningUser = System.Random.Shared.Next(2) == 0,
    };

    private static T Pick<T>(T[] values) => values[System.Random.Shared.Next(values.Length)];
}
