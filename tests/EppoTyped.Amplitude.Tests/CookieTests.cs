using System.Text.Json;
using EppoTyped.Tests;

namespace EppoTyped.Amplitude.Tests;

public sealed class CookieTests
{
    [AmplitudeFact]
    public void Names_parsing_and_generation_agree_with_the_SDKs()
    {
        JsonElement data = AmplitudeData.Read("cookie.json");
        int checkedCases = 0;
        foreach (JsonElement name in data.GetProperty("name").EnumerateArray())
        {
            (string key, bool newFormat) = (name.GetProperty("apiKey").GetString()!, NewFormat(name));
            if (name.TryGetProperty("error", out _))
            {
                Assert.Throws<ArgumentException>(() => AmplitudeCookie.Name(key, newFormat));
            }
            else
            {
                Assert.Equal(name.GetProperty("expected").GetString(), AmplitudeCookie.Name(key, newFormat));
            }

            checkedCases++;
        }

        foreach (JsonElement parse in data.GetProperty("parse").EnumerateArray())
        {
            AmplitudeUser user = AmplitudeCookie.Parse(parse.GetProperty("cookie").GetString(), NewFormat(parse));
            Assert.Equal((parse.GetProperty("device_id").GetString(), parse.GetProperty("user_id").GetString()), (user.DeviceId, user.UserId));
            checkedCases++;
        }

        foreach (JsonElement generate in data.GetProperty("generate").EnumerateArray())
        {
            string deviceId = generate.GetProperty("deviceId").GetString()!;
            string cookie = AmplitudeCookie.Generate(deviceId, NewFormat(generate));
            if (generate.TryGetProperty("expectedPython", out JsonElement python))
            {
                // Its JSON has a blank that ours has not; both read the same.
                Assert.Equal(AmplitudeCookie.Parse(python.GetString(), newFormat: true), AmplitudeCookie.Parse(cookie, newFormat: true));
            }
            else
            {
                Assert.Equal((generate.TryGetProperty("expected", out JsonElement expected) ? expected : generate.GetProperty("expectedNode")).GetString(), cookie);
            }

            checkedCases++;
        }

        Assert.Equal(16, checkedCases);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void No_cookie_is_a_user_without_ids(string? cookie)
    {
        Assert.Equal(new AmplitudeUser(), AmplitudeCookie.Parse(cookie));
        Assert.Equal(new AmplitudeUser(), AmplitudeCookie.Parse(cookie, newFormat: true));
    }

    [Theory]
    [InlineData("deviceId", "deviceId", null)]
    [InlineData("deviceId.!!!", "deviceId", null)]
    [InlineData("deviceId./////w.x", "deviceId", null)]
    [InlineData("deviceId.Y8O3Pg.x", "deviceId", "c÷>")]
    [InlineData(".Y8O3Pg", null, "c÷>")]
    public void An_old_cookie_gives_what_can_be_read(string cookie, string? deviceId, string? userId)
    {
        AmplitudeUser user = AmplitudeCookie.Parse(cookie);
        Assert.Equal((deviceId, userId), (user.DeviceId, user.UserId));
    }

    [Theory]
    [InlineData("a+b \"q\" ü🚀")]
    [InlineData("100%")]
    public void A_generated_cookie_is_read_back(string deviceId) =>
        Assert.Equal(new AmplitudeUser(deviceId: deviceId), AmplitudeCookie.Parse(AmplitudeCookie.Generate(deviceId, newFormat: true).TrimEnd('='), newFormat: true));

    [Theory]
    [InlineData("bm90IGpzb24")]
    [InlineData("WzFd")]
    [InlineData("eyJkZXZpY2VJZCI6MX0")]
    [InlineData("%%%")]
    public void A_new_cookie_that_cannot_be_read_gives_no_ids_and_a_line_without_its_text(string cookie)
    {
        CollectingLogger log = new();
        Assert.Equal(new AmplitudeUser(), AmplitudeCookie.Parse(cookie, newFormat: true, log));
        Assert.DoesNotContain(cookie, Assert.Single(log.Lines).Text, StringComparison.Ordinal);
    }

    private static bool NewFormat(JsonElement entry) => entry.GetProperty("newFormat").GetBoolean();
}
