using System.Text.Json;
using System.Text.Json.Nodes;

namespace EppoTyped.Amplitude.Tests.Users;

public sealed class AmplitudeUserTests
{
    private const string Whole = """
        {"user_id":"u","device_id":"d","country":"DE","city":"Köln","region":"NW","dma":"1","language":"de","platform":"web","version":"1.2","os":"linux","device_manufacturer":"m","device_brand":"b","device_model":"x","carrier":"c","library":"l/1","ip_address":"::1","user_properties":{"s":"<t>","n":1,"d":1.5,"b":true,"z":null,"l":["a",1],"o":{"k":"v"}},"groups":{"org":["acme","x"]},"group_properties":{"org":{"acme":{"seats":3}}},"cohort_ids":["c1"],"group_cohort_ids":{"org":{"acme":["c2"]}}}
        """;

    [Fact]
    public void Every_field_goes_to_json_and_back()
    {
        AmplitudeUser user = AmplitudeUser.FromJson(Whole);
        Assert.Equal(Whole.Trim(), user.ToJson());
        Assert.Equal(("u", "d", "::1"), (user.UserId, user.DeviceId, user.IpAddress));
        Assert.Equal(3L, user.GroupProperties!["org"]["acme"]["seats"]);
    }

    [Fact]
    public void Members_that_are_null_or_missing_are_left_out() =>
        Assert.Equal("{\"device_id\":\"d\"}", AmplitudeUser.FromJson("""{"device_id":"d","user_id":null,"groups":null,"amplitude_id":7}""").ToJson());

    [Fact]
    public void Properties_take_what_dotnet_has_for_json()
    {
        AmplitudeUser user = new AmplitudeUser()
            .WithUserProperty("int", (short)-3).WithUserProperty("float", 0.1f).WithUserProperty("decimal", 1.10m).WithUserProperty("ulong", ulong.MaxValue)
            .WithUserProperty("nan", double.NaN).WithUserProperty("day", DayOfWeek.Friday).WithUserProperty("guid", Guid.Empty)
            .WithUserProperty("list", new List<int> { 1, 2 }).WithUserProperty("map", new Dictionary<string, int> { ["a"] = 1 })
            .WithUserProperty("json", JsonDocument.Parse("[1.0]").RootElement).WithUserProperty("node", new JsonObject { ["b"] = 2 })
            .WithUserProperty("attribute", AttributeValue.Of(5L)).WithUserProperty("other", new object())
            .WithUserProperty("date", new DateOnly(2026, 1, 2)).WithUserProperty("half", "\ud83d");
        Assert.Equal(
            "{\"user_properties\":{\"int\":-3,\"float\":0.1,\"decimal\":1.10,\"ulong\":18446744073709551615,\"nan\":null,\"day\":\"Friday\",\"guid\":\"00000000-0000-0000-0000-000000000000\","
            + "\"list\":[1,2],\"map\":{\"a\":1},\"json\":[1.0],\"node\":{\"b\":2},\"attribute\":5,\"other\":null,\"date\":\"2026-01-02\",\"half\":\"\\uFFFD\"}}",
            user.ToJson());
    }

    [Fact]
    public void A_list_that_holds_itself_ends()
    {
        List<object> endless = [];
        endless.Add(endless);
        Assert.Contains("[null]", new AmplitudeUser().WithUserProperty("x", endless).ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "The user is an array, but must be an object.")]
    [InlineData("{\"groups\":\"x\"}", "groups is a string, but must be an object.")]
    [InlineData("{\"groups\":{\"org\":\"x\"}}", "groups.org is a string, but must be an array.")]
    [InlineData("{\"country\":{}}", "country is an object, but must be a string.")]
    [InlineData("{\"user_id\":\"\\ud83d\"}", "The user contains half a surrogate pair, which is not text.")]
    public void What_has_a_wrong_shape_is_refused_by_name(string json, string message) =>
        Assert.Equal(message, Assert.Throws<JsonException>(() => AmplitudeUser.FromJson(json)).Message);

    [Fact]
    public void Groups_are_added_on_a_copy()
    {
        AmplitudeUser user = new("u");
        AmplitudeUser inGroup = user.WithGroup("org", "acme", new Dictionary<string, object?> { ["seats"] = 3 }).WithGroup("team", "red");
        Assert.Equal("""{"user_id":"u","groups":{"org":["acme"],"team":["red"]},"group_properties":{"org":{"acme":{"seats":3}}}}""", inGroup.ToJson());
        Assert.Null(user.Groups);
    }

    [Fact]
    public void A_subject_becomes_a_user_field_by_field()
    {
        Subject subject = new("s-1") { ["country"] = "DE", ["version"] = 3, ["device_id"] = "d", ["plan"] = "gold", ["age"] = 30L, ["language"] = AttributeValue.Of(["de", "en"]), ["none"] = default };
        Assert.Equal(
            """{"user_id":"s-1","device_id":"d","country":"DE","version":"3","user_properties":{"plan":"gold","age":30,"language":["de","en"]}}""", AmplitudeUser.From(subject).ToJson());
        Assert.Equal("s-1", AmplitudeUser.From(subject, SubjectKeyUse.DeviceId).DeviceId);
        AmplitudeUser user = new("u");
        Assert.Same(user, AmplitudeUser.From(user));
    }

    [Fact]
    public void A_user_is_a_subject()
    {
        ISubject subject = AmplitudeUser.FromJson(Whole);
        Dictionary<string, AttributeValue> attributes = [];
        subject.CopyAttributesTo(attributes);
        Assert.Equal("u", subject.Key);
        Assert.Equal(("DE", 1.5), (attributes["country"].AsString, attributes["d"].AsNumber));
        Assert.True(subject.TryGetAttribute("device_id", out AttributeValue device) && device.AsString == "d");
        Assert.True(subject.TryGetAttribute("n", out AttributeValue number) && number.AsInteger == 1);
        Assert.False(subject.TryGetAttribute("groups", out _));
        Assert.Equal(("d", ""), (((ISubject)new AmplitudeUser(deviceId: "d")).Key, ((ISubject)new AmplitudeUser()).Key));
    }

    [Fact]
    public void Text_shows_the_ids_and_nothing_personal() => Assert.Equal("AmplitudeUser { UserId = u, DeviceId = d }", AmplitudeUser.FromJson(Whole).ToString());
}
