namespace EppoTyped.Amplitude.Tests.Local;

/// <summary>Sets of flags as Amplitude serves them.</summary>
internal static class LocalFlags
{
    /// <summary>One flag, <c>greeting</c>, that gives everybody the same.</summary>
    public static string Greeting(string value) =>
        $$"""[{"key":"greeting","metadata":{"deployed":true},"variants":{"v":{"key":"v","value":"{{value}}"} },"segments":[{"metadata":{"segmentName":"All"},"variant":"v"}]}]""";

    /// <summary>What <c>greeting</c> is now.</summary>
    public static string? GreetingOf(AmplitudeLocalClient client) => client.Evaluate(new AmplitudeUser("u")).GetValueOrDefault("greeting")?.Value;
}
