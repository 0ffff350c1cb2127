namespace EppoTyped.Faults.Tests;

/// <summary>The rows of the fault matrix that are not played, and why.</summary>
internal static class NotYet
{
    public static readonly SortedDictionary<int, string> Reasons = new()
    {
        [84] = "there is no debug page yet (EppoTyped.AspNetCore)",
        [85] = "there is no override header or cookie yet (EppoTyped.AspNetCore)",
        [86] = "there are no OFREP endpoints yet (EppoTyped.AspNetCore)",
    };

    /// <summary>Rows whose tests are being written on other branches; goes when they are merged.</summary>
    public static readonly int[] BeingWritten = [.. Enumerable.Range(3, 81), 87];
}
