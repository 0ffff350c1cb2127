using System.Globalization;
using System.Text.Json;

namespace EppoTyped.Amplitude.Tests.Evaluation;

/// <summary>The parts of the engine, each by its file of Amplitude's shared data.</summary>
public sealed class PartsConformanceTests
{
    [AmplitudeFact]
    public void Murmur3_of_2003_texts()
    {
        JsonElement[] cases = [.. AmplitudeData.Read("murmur3.json").GetProperty("cases").EnumerateArray()];
        foreach (JsonElement @case in cases)
        {
            string input = @case.GetProperty("input").GetString()!;
            (uint seed, uint hash) = (@case.GetProperty("seed").GetUInt32(), @case.GetProperty("hash").GetUInt32());
            Assert.Equal(hash, new Murmur3("", seed).Of(input));
            // Wherever the beginning ends, mixed before or not; not within a pair, which is one character of UTF-8.
            for (int end = 1; end <= Math.Min(input.Length, 9); end++)
            {
                if (!char.IsHighSurrogate(input[end - 1]))
                {
                    Assert.Equal(hash, new Murmur3(input[..end], seed).Of(input.AsSpan(end)));
                }
            }
        }

        Assert.Equal(2003, cases.Length);
    }

    [AmplitudeFact]
    public void Buckets_of_salts_and_values()
    {
        JsonElement data = AmplitudeData.Read("bucket-vectors.json");
        JsonElement[] cases = [.. data.GetProperty("cases").EnumerateArray()];
        foreach (JsonElement @case in cases)
        {
            uint hash = new Murmur3(@case.GetProperty("salt").GetString() + "/").Of(@case.GetProperty("value").GetString());
            Assert.Equal(
                (@case.GetProperty("hash").GetUInt32(), @case.GetProperty("allocation").GetUInt32(), @case.GetProperty("distribution").GetUInt32()),
                (hash, hash % 100, hash / 100));
        }

        Murmur3 salt = new("salt/");
        Dictionary<string, int> histogram = Enumerable.Range(1, 10_000).CountBy(id => (salt.Of($"{id}") % 100).ToString(CultureInfo.InvariantCulture)).ToDictionary();
        Assert.Equal(data.GetProperty("allocationHistogram_salt_1to10000").EnumerateObject().ToDictionary(bar => bar.Name, bar => bar.Value.GetInt32()), histogram);
        Assert.Equal(40, cases.Length);
    }

    [AmplitudeFact]
    public void Versions()
    {
        JsonElement data = AmplitudeData.Read("semver.json");
        Assert.All(data.GetProperty("invalid").EnumerateArray(), text => Assert.False(AmplitudeVersion.TryParse(text.GetString(), out _), text.GetString()));
        Assert.All(data.GetProperty("valid").EnumerateArray(), text => Assert.True(AmplitudeVersion.TryParse(text.GetString(), out _), text.GetString()));
        Assert.Equal((20, 10, 17), (data.GetProperty("invalid").GetArrayLength(), data.GetProperty("valid").GetArrayLength(), data.GetProperty("cases").GetArrayLength()));
        foreach (JsonElement @case in data.GetProperty("cases").EnumerateArray())
        {
            (string a, string b) = (@case.GetProperty("a").GetString()!, @case.GetProperty("b").GetString()!);
            Assert.True(AmplitudeVersion.TryParse(a, out AmplitudeVersion left) & AmplitudeVersion.TryParse(b, out AmplitudeVersion right));
            int order = Math.Sign(AmplitudeVersion.Compare(a, left, b, right));
            Assert.Equal(-order, Math.Sign(AmplitudeVersion.Compare(b, right, a, left)));
            Assert.True(@case.GetProperty("relation").GetString() switch { "=" => order == 0, "!=" => order != 0, "<" => order < 0, _ => order > 0 }, $"{a} and {b}: {order}");
        }
    }

    [AmplitudeFact]
    public void Topological_sorts()
    {
        int compared = 0;
        foreach (JsonElement @case in AmplitudeData.Read("topological-sort.json").GetProperty("cases").EnumerateArray())
        {
            Dictionary<string, IReadOnlyList<string>> dependencies = @case.GetProperty("flags").EnumerateArray().ToDictionary(
                flag => flag.GetProperty("key").GetString()!, flag => (IReadOnlyList<string>)Texts(flag.GetProperty("dependencies")));
            JsonElement keys = @case.GetProperty("flagKeys");
            FlagOrder sorted = FlagOrder.From(keys.ValueKind == JsonValueKind.Null ? dependencies.Keys : Texts(keys), dependencies);
            if (@case.TryGetProperty("error", out JsonElement error))
            {
                Assert.Contains(error.GetString()!, sorted.Problems.Values);
                Assert.Empty(sorted.Order.Intersect(sorted.Problems.Keys));
            }
            else
            {
                // Where to begin is the order of a map, which JavaScript makes its own: the data asks for parents before children, each once.
                Assert.Empty(sorted.Problems);
                Assert.Equal(Texts(@case.GetProperty("order")).Order(), sorted.Order.Order());
                Assert.All(sorted.Order, key => Assert.All(dependencies[key].Where(dependencies.ContainsKey), parent => Assert.True(IndexOf(sorted, parent) < IndexOf(sorted, key))));
            }

            compared++;
        }

        Assert.Equal(24, compared);
    }

    [AmplitudeFact]
    public void Selectors()
    {
        JsonElement data = AmplitudeData.Read("selector.json");
        int compared = 0;
        foreach (JsonElement @case in data.GetProperty("cases").EnumerateArray())
        {
            TargetValue given = Selector.Select(data.GetProperty("target"), Texts(@case.GetProperty("selector")));
            TargetValue expected = TargetValue.Of(@case.GetProperty("expected"));
            Assert.Equal((expected.Kind, TextOf(expected)), (given.Kind, TextOf(given)));
            compared++;
        }

        Assert.Equal(11, compared);
    }

    [AmplitudeFact]
    public void Users_as_contexts()
    {
        int compared = 0;
        foreach (JsonElement @case in AmplitudeData.Read("user-context.json").GetProperty("cases").EnumerateArray())
        {
            JsonElement context = UserContext.Of(AmplitudeUser.FromJson(@case.GetProperty("user")));
            Assert.True(JsonElement.DeepEquals(@case.GetProperty("context"), context), $"{@case.GetProperty("name")}: {context}");
            compared++;
        }

        Assert.Equal(8, compared);
    }

    [AmplitudeFact]
    public void Values_as_text()
    {
        int compared = 0;
        foreach (JsonElement @case in AmplitudeData.Read("variant-conversion.json").GetProperty("cases").EnumerateArray())
        {
            string flags = $$"""[{"key":"f","variants":{"v":{{@case.GetProperty("evaluationVariant").GetRawText()}} },"segments":[{"variant":"v"}]}]""";
            Assert.Equal(@case.GetProperty("value").GetString(), Engine.Of(flags).Evaluate(new AmplitudeUser())["f"].Value);
            compared++;
        }

        Assert.Equal(9, compared);
    }

    private static string[] Texts(JsonElement list) => list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(text => text.GetString()!)] : [];

    private static int IndexOf(FlagOrder sorted, string key) => sorted.Order.ToList().IndexOf(key);

    private static string TextOf(TargetValue value) => value.ToText(new char[TargetValue.TextRoom]).ToString();
}
