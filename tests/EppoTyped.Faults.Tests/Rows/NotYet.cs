namespace EppoTyped.Faults.Tests;

/// <summary>The rows of the fault matrix without a test, and the reasons.</summary>
internal static class NotYet
{
    public static readonly SortedDictionary<int, string> Reasons = new()
    {
        [84] = "there is no debug page yet (EppoTyped.AspNetCore)",
        [85] = "there is no override header or cookie yet (EppoTyped.AspNetCore)",
        [86] = "there are no OFREP endpoints yet (EppoTyped.AspNetCore)",
    };
}
