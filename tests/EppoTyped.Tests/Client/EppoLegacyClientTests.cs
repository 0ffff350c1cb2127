using System.Reflection;
using EppoTyped.Tests.Polling;

namespace EppoTyped.Tests.Legacy;

/// <summary>The class that keeps the older forms: what it gives over today's configurations, and that it never meets the new API.</summary>
public sealed class EppoLegacyClientTests
{
    private static readonly string Today = Clients.Configurations.Of(
        Clients.Configurations.RulesAndSplit("typical"),
        Clients.Configurations.Constant("text", "STRING", "\"live\""),
        Clients.Configurations.Constant("integer", "INTEGER", "7"),
        Clients.Configurations.Constant("number", "NUMERIC", "7.5"),
        Clients.Configurations.Constant("boolean", "BOOLEAN", "false"),
        Clients.Configurations.Constant("json", "JSON", "\"[1]\""));

    [Fact]
    public void Over_a_configuration_of_today_it_gives_null_where_the_new_calls_give_the_default()
    {
        EppoLegacyClient client = new(FlagClient.InMemory(Today));

        Assert.Equal("live", client.GetAssignment("somebody", "text"));
        Assert.Equal("live", client.FindStringAssignment("text", "somebody"));
        Assert.Equal(7, client.FindIntegerAssignment("integer", "somebody"));
        Assert.Equal(7.5, client.FindNumericAssignment("number", "somebody"));
        Assert.False(client.FindBooleanAssignment("boolean", "somebody"));
        Assert.Equal(1, client.FindJsonAssignment("json", "somebody")!.Value[0].GetInt32());
        Assert.Equal("[1]", client.FindJsonStringAssignment("json", "somebody"));

        Assert.Null(client.GetAssignment("somebody", "unknown"));
        Assert.Null(client.GetAssignment("somebody", "integer"));
        Assert.Null(client.GetAssignment("somebody", "json"));
        Assert.Null(client.GetAssignment("somebody", "typical"));
        Assert.NotNull(client.GetAssignment("somebody", "typical", new Dictionary<string, object> { ["age"] = 30, ["country"] = "US" }));
        Assert.NotNull(client.GetAssignment("somebody", "typical", new Dictionary<string, object?> { ["age"] = 30, ["country"] = "US" }));
        Assert.Null(client.FindNumericAssignment("integer", "somebody"));
    }

    [Fact]
    public void Nothing_throws_whatever_is_missing()
    {
        EppoLegacyClient empty = new(FlagClient.InMemory(null));
        EppoLegacyClient client = new(FlagClient.InMemory(Today));
        Assert.Null(empty.GetAssignment("somebody", "text"));
        Assert.Null(empty.FindJsonAssignment("json", "somebody"));
        Assert.Null(client.GetAssignment("somebody", null!));
        Assert.Null(client.FindBooleanAssignment(null!, null!));
        Assert.Null(client.GetAssignment("somebody", "typical", Throwing()));
        Assert.Null(new EppoLegacyClient(FlagClient.InMemory(Rac.Document(Rac.Flag("f", exposure: 0.5)))).GetAssignment(null!, "f"));
    }

    [Fact]
    public void Swapped_strings_do_not_compile_into_the_new_api()
    {
        string[] old = [.. MethodsOf(typeof(EppoLegacyClient)).Select(method => method.Name)];
        MethodInfo[] today = [.. MethodsOf(typeof(FlagClient)), .. MethodsOf(typeof(FlagClientKeyedExtensions)), .. MethodsOf(typeof(FlagClientBanditExtensions))];

        // No name is shared, and no call of today takes a flag and a subject without a default behind them.
        Assert.Empty(old.Intersect(today.Select(method => method.Name)));
        Assert.All(
            today.Where(method => !method.IsSpecialName && method.Name.Contains("Assignment", StringComparison.Ordinal)),
            method => Assert.Equal(["flagKey", "subjectKey", "defaultValue"], method.GetParameters().Select(parameter => parameter.Name).Where(name => name is not ("client" or "attributes"))));
        Assert.All(old, name => Assert.True(name is "Assign" or "GetAssignment" || name.StartsWith("Find", StringComparison.Ordinal)));
        Assert.Equal(["subjectKey", "flagOrExperimentKey", "attributes"], typeof(EppoLegacyClient).GetMethod("GetAssignment")!.GetParameters().Select(parameter => parameter.Name));
    }

    [Fact]
    public async Task The_older_endpoint_is_asked_when_options_say_so()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Rac.Document(Rac.Flag("f", Rac.Only("\"on\"", "\"on\"")))));
        await using EppoClient client = await EppoClient.InitializeAsync(
            new EppoClientOptions { SdkKey = "a-key", BaseUrl = server.BaseUrl, LegacyConfiguration = true, AttachToShared = false });

        Assert.Equal("on", new EppoLegacyClient(client).GetAssignment("somebody", "f"));
        Assert.StartsWith("/api/randomized_assignment/v3/config?apiKey=a-key&sdkName=", Assert.Single(server.Requests).Target, StringComparison.Ordinal);
    }

    private static IEnumerable<MethodInfo> MethodsOf(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);

    private static IEnumerable<KeyValuePair<string, object>> Throwing()
    {
        yield return new("age", 30);
        throw new InvalidOperationException("Attributes that cannot be read.");
    }
}
