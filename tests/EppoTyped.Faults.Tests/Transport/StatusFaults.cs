namespace EppoTyped.Faults.Tests;

/// <summary>The server answers, and what it answers is a status.</summary>
[Trait("Category", "Faults")]
public sealed class StatusFaults
{
    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task F01_A_server_error_at_the_first_fetch(int status)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(status));
        InitializationResult during = await scene.PlayColdAsync(server);
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), during.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task F02_A_server_error_after_a_good_configuration(int status)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(status));
        await scene.PlayWarmAsync(server);
    }
}
