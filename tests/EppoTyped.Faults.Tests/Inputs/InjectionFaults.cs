using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EppoTyped.Faults.Tests;

/// <summary>Texts with characters that would control a terminal or imitate log lines.</summary>
[Trait("Category", "Faults")]
public sealed class InjectionFaults
{
    [Theory]
    [InlineData("\r\nINFO all is well")]
    [InlineData("\u001b[31m\u001b[2J")]
    [InlineData("\u009b31m")]
    [InlineData("\u2028INFO\u2029INFO\u0085INFO")]
    [InlineData("\u202egnp.exe\u2066\u2069\u200f")]
    [InlineData("a\u200bb\ufeffc\u00add")]
    [InlineData("\udb40\udc41\udb40\udc7f")]
    [InlineData("\0\a\b\t\v\f")]
    public async Task F83_Keys_that_break_out_of_a_line(string evil)
    {
        await using FaultScene scene = new();
        string key = JsonSerializer.Serialize("evil" + evil)[1..^1];
        string text = JsonSerializer.Deserialize<string>($"\"{key}\"")!;
        string Rule(string attribute, string pattern) =>
            $$"""{"key":"{{key}}","rules":[{"conditions":[{"attribute":"{{attribute}}","operator":"MATCHES","value":"{{pattern}}"}]}],"splits":[{"variationKey":"one","shards":[]}],"doLog":true}""";
        string[] flags =
        [
            $"\"{key}-1\":{{\"{key}\":7}}",
            ReferenceFlags.Flag($"{key}-2", key, "true", ReferenceFlags.Everybody),
            ReferenceFlags.Flag($"{key}-3", "BOOLEAN", "true", Rule(key, $"[{key}")),
            ReferenceFlags.Flag(
                $"{key}-4",
                "BOOLEAN",
                "true",
                Rule("country", JsonSerializer.Serialize($"^(?=(D+)+X){Regex.Escape(text)}")[1..^1])
                    + "," + ReferenceFlags.Everybody.Replace("all", key, StringComparison.Ordinal)),
            ReferenceFlags.Flag($"{key}-5", "STRING", $"\"{key}\"", ReferenceFlags.Everybody),
            ReferenceFlags.Flag($"{key}-6", "BOOLEAN", "true", "{\"startAt\":\"" + key + "\",\"key\":\"all\",\"splits\":[]}"),
        ];
        await scene.PlayBesideAsync("," + string.Join(',', flags), client =>
        {
            Dictionary<string, object> attributes = new() { ["country"] = new string('D', 60), [text] = text };
            Assert.True(client.GetBooleanAssignment($"{text}-4", text, attributes, false));
            Assert.Equal(
                Known.One,
                client.GetValue(
                    CompilerServices.GeneratedCodeV1.Choice(
                        $"{text}-5", Known.One, (string _, out Known value) => (value = Known.One) != Known.One),
                    new Subject(text)));
            client.GetBooleanAssignment($"{text}-4", text, new Throwing(), false);
            client.GetDetails(CompilerServices.GeneratedCodeV1.Text(text, "mine"), new Subject(text));
            using IDisposable watch = client.OnChange(
                CompilerServices.GeneratedCodeV1.Text($"{text}-5", ""), _ => throw new InvalidOperationException("this handler is broken"));
        });
        Assert.Superset(new HashSet<int> { 1, 3, 4, 10, 11, 12, 20 }, scene.Log.Lines.Select(line => line.Id).ToHashSet());
        Assert.All(scene.Log.Lines, line => AssertHarmless(line.Text + line.Values));
    }

    private enum Known
    {
        One = 1,
    }

    private static void AssertHarmless(string text)
    {
        // How an exception is written is up to the logger; the library's own text must stay on one line.
        Assert.DoesNotContain(text.EnumerateRunes(), character => Rune.GetUnicodeCategory(character)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
        Assert.True(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text, "Half a surrogate pair is in a line.");
    }

    private sealed class Throwing : IEnumerable<KeyValuePair<string, object>>
    {
        public IEnumerator<KeyValuePair<string, object>> GetEnumerator() =>
            throw new InvalidOperationException("these attributes are broken");

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
