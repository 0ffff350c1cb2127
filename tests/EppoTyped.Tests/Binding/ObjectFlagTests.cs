using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>A live JSON value against the manifest's schema: never half-read.</summary>
public sealed class ObjectFlagTests
{
    private static readonly Campaign Default = new() { Hero = true, Image = "placeholder.png", Title = "Welcome", Tags = ["default"], Link = new() { Url = "/", Visits = 1 } };
    private static readonly Flag<Campaign> Flag = GeneratedCodeV1.Object("campaign", Default, Campaign.Read);
    private static readonly Shopper Someone = new("somebody");

    [Fact]
    public void A_whole_value_is_taken_as_it_is()
    {
        Campaign live = Live("""{ "hero": false, "image": "a.png", "title": "Hi", "tags": ["x", "y"], "link": { "url": "/a", "visits": 2.0 } }""");

        Assert.Equal(new Campaign { Hero = false, Image = "a.png", Title = "Hi", Tags = ["x", "y"], Link = new() { Url = "/a", Visits = 2 } }, live);
    }

    [Fact]
    public void A_missing_property_takes_the_one_of_the_default_also_inside() =>
        Assert.Equal(Default with { Image = "a.png", Link = Default.Link! with { Visits = 5 } }, Live("""{ "image": "a.png", "link": { "visits": 5 } }"""));

    [Fact]
    public void Null_is_null_where_nullable_and_the_default_elsewhere() =>
        Assert.Equal(Default with { Title = null, Link = null }, Live("""{ "title": null, "link": null, "image": null, "hero": null, "tags": null }"""));

    [Fact]
    public void Extra_properties_are_ignored() => Assert.Equal(Default with { Title = "Hi" }, Live("""{ "title": "Hi", "sub": { "a": 1 }, "b": [] }"""));

    [Theory]
    [InlineData("""{ "image": "a.png", "hero": "yes" }""", "\"hero\" is a string where a boolean is expected")]
    [InlineData("""{ "image": "a.png", "tags": ["x", 1] }""", "\"tags[1]\" is a number where a string is expected")]
    [InlineData("""{ "image": "a.png", "tags": [null] }""", "\"tags[0]\" is null where a string is expected")]
    [InlineData("""{ "image": "a.png", "link": { "visits": 1.5 } }""", "\"link.visits\" is a number where an integer is expected")]
    [InlineData("""[1]""", "the value is an array where an object is expected")]
    [InlineData("\"text\"", "the value is a string where an object is expected")]
    public void A_property_of_the_wrong_type_gives_the_whole_default_a_reason_and_no_assignment(string json, string reason)
    {
        CollectingLogger messages = new();
        RecordingLogger assignments = new();
        FlagClient client = Client(json, assignments, messages);

        Assert.Same(Default, client.GetValue(Flag, Someone));
        Assert.Same(Default, client.GetValue(Flag, Someone));
        Evaluation<Campaign> details = client.GetDetails(Flag, Someone);

        Assert.Same(Default, details.Value);
        Assert.Equal((EvaluationCode.AssignmentError, EvaluationReason.Error, EvaluationError.TypeMismatch), (details.Code, details.Reason, details.Error));
        Assert.Contains(reason, details.Details.FlagEvaluationDescription, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Single(messages.Lines).Text, StringComparison.Ordinal);
        Assert.Empty(assignments.Events);
    }

    [Fact]
    public void Callers_share_one_instance()
    {
        FlagClient client = Client("""{ "title": "Hi" }""");

        Assert.Same(client.GetValue(Flag, Someone), client.GetValue(Flag, new Shopper("another")));
    }

    [Fact]
    public void A_caller_may_bring_a_default_of_its_own()
    {
        Campaign own = Default with { Title = "own" };

        Assert.Same(own, Client("[1]").GetValue(Flag, Someone, own));
        Assert.Same(own, FlagClient.InMemory(null).GetValue(Flag, Someone, own));
    }

    private static Campaign Live(string json) => Client(json).GetValue(Flag, Someone);

    private static FlagClient Client(string json, RecordingLogger? assignments = null, CollectingLogger? messages = null) =>
        FlagClient.InMemory(
            Configurations.Of(Configurations.Constant("campaign", "JSON", System.Text.Json.JsonSerializer.Serialize(json))),
            assignments ?? new RecordingLogger(),
            loggerFactory: messages);

    // As the generator writes it.
    private sealed record Campaign
    {
        public required bool Hero { get; init; }

        public required string Image { get; init; }

        public required string? Title { get; init; }

        public required ValueList<string> Tags { get; init; }

        public required Target? Link { get; init; }

        public static Campaign Read(JsonPlace json, Campaign? fallback) => new()
        {
            Hero = json["hero"].Boolean(fallback?.Hero),
            Image = json["image"].String(fallback?.Image),
            Title = json["title"].NullableString(fallback?.Title),
            Tags = json["tags"].List(fallback?.Tags, static item => item.String(null)),
            Link = json["link"].NullableObject(fallback?.Link, Target.Read),
        };
    }

    private sealed record Target
    {
        public required string Url { get; init; }

        public required long Visits { get; init; }

        public static Target Read(JsonPlace json, Target? fallback) => new()
        {
            Url = json["url"].String(fallback?.Url),
            Visits = json["visits"].Integer(fallback?.Visits),
        };
    }
}
