using System.Buffers;
using System.Text;
using System.Text.Json;
using EppoTyped.Tests;
using EppoTyped.Tests.Polling;

namespace EppoTyped.Amplitude.Tests.Tracking;

/// <summary>tracking-events.json of Amplitude's own SDKs: what leaves the process, byte for byte.</summary>
public sealed class TrackingConformanceTests
{
    [AmplitudeFact]
    public async Task Events_are_those_of_the_SDKs_byte_for_byte()
    {
        (int users, int events) = (0, 0);
        foreach (JsonElement entry in AmplitudeData.Read("tracking-events.json").GetProperty("cases").EnumerateArray())
        {
            AmplitudeUser user = AmplitudeUser.FromJson(entry.GetProperty("user"));
            Assert.True(VariantJson.TryReadAll(Encoding.UTF8.GetBytes(entry.GetProperty("results").GetRawText()), out Dictionary<string, Variant>? results));
            long time = entry.GetProperty("timestamp").GetInt64();
            string canonical = CanonicalResult.Of(user, results!);
            Assert.Equal(entry.GetProperty("canonical").GetString(), canonical);
            Assert.Equal(entry.GetProperty("hash").GetProperty("signed").GetInt32(), CanonicalResult.Hash(canonical));

            await using FlagServer server = await FlagServer.StartAsync(Answers.Json("{}"));
            using HttpClient client = new();
            FakeTimeProvider clock = new(DateTimeOffset.FromUnixTimeMilliseconds(time));
            await using EvaluationTracker tracker = new(
                new("analytics-1") { ServerUrl = server.Url, MinIdLength = null },
                new("analytics-2") { ServerUrl = server.Url },
                AmplitudeZone.US, new AmplitudeKey("deployment"), client, clock, new CollectingLogger());
            tracker.Track(user, results!, new EvaluateOptions { TracksExposure = true });
            await tracker.FlushAsync(default);

            string[] bodies = [.. server.Requests.Select(request => request.Body).Order(StringComparer.Ordinal)];
            Assert.Equal(2, bodies.Length);
            AssertBody("{\"api_key\":\"analytics-1\",\"events\":[", [entry.GetProperty("assignmentEvent")], "]}", bodies[0], time);
            JsonElement[] exposures = [.. entry.GetProperty("exposureEvents").EnumerateArray()];
            AssertBody("{\"api_key\":\"analytics-2\",\"events\":[", exposures, "],\"options\":{\"min_id_length\":1}}", bodies[1], time);
            users++;
            events += 1 + exposures.Length;
        }

        Assert.Equal((4, 17), (users, events));
    }

    private static void AssertBody(string start, JsonElement[] events, string end, string body, long time)
    {
        // The data's events have no time and no library, which delivery adds to each.
        string added = $",\"time\":{time},\"library\":\"{AmplitudeHttp.Library}\"}}";
        string expected = start + string.Join(',', events.Select(logged => Compact(logged)[..^1] + added)) + end;
        Assert.Equal(expected, body);
    }

    private static string Compact(JsonElement json)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
