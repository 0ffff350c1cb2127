namespace EppoTyped.Faults.Tests;

/// <summary>Polls a server until its input ends.</summary>
internal static class PollingChild
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    public static async Task RunAsync(string baseUrl)
    {
        await using EppoClient client = EppoClient.Start(new EppoClientOptions
        {
            SdkKey = "child", BaseUrl = baseUrl, PollInterval = Interval, PollJitter = TimeSpan.Zero,
        });
        await Console.In.ReadToEndAsync();
    }
}
