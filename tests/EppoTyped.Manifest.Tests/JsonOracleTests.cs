using System.Globalization;
using System.Text;
using System.Text.Json;
using EppoTyped.Manifest.Json;

namespace EppoTyped.Manifest.Tests;

/// <summary>Our JSON reader and System.Text.Json must accept, refuse and understand the same texts.</summary>
public sealed class JsonOracleTests
{
    private const string Marks = "{}[]:,\"\\/'-+.eE0123456789truefalsn \t\r\n\u0001\u2028\uFEFF\u00A0ä*";

    private static readonly string[] Seeds =
    [
        Manifests.Design,
        """{"a":[1,-0.5,1e3,0,-0,1E+2,1.25e-7,true,false,null,"","\u00e4\n\t\\\"\/\b\f\r\ud83d\ude00"],"b":{"c":{},"d":[]},"a":2}""",
        """ [ { "x" : [ [ ], [ [ 1 ] ] ] } , "😀 ü" , 12345678901234567890 ] """,
        "\"text\"", "0", "null", "", " ", "{", "[", "[1,]", "{\"a\":1,}", "01", "1.", ".5", "+1", "- 1", "'a'", "{a:1}", "[1 2]", "// c\n1", "/* c */ 1", "NaN",
        "\"\\ud800\"", "\"\\ud83d\\u0041\"", "\"\t\"", "\"\\x\"", "[1]]", "{\"a\"}", "{\"a\":}", "tru", "\"a", "\"\\", "\"\\u12", "{\"\":0}",
    ];

    [Fact]
    public void Reads_what_the_platform_reads()
    {
        Random random = new(20240607);
        int accepted = 0;
        for (int i = 0; i < 24_000; i++)
        {
            string text = i < Seeds.Length ? Seeds[i] : Mutated(Seeds[random.Next(Seeds.Length)], random);
            JsonText ours = JsonParser.Parse(text);
            string? theirs = OracleReads(text);
            Assert.True(ours.Errors.Count == 0 == theirs is not null, $"accepts differ for {text}: {string.Join("; ", ours.Errors)}");
            if (theirs is null)
                continue;
            accepted++;
            Assert.Equal(theirs, Show(ours.Root));
        }

        Assert.InRange(accepted, 2_000, 22_000);
    }

    [Fact]
    public void Positions_are_those_of_the_text_they_name()
    {
        Random random = new(7);
        for (int i = 0; i < 800; i++)
        {
            string text = Mutated(Seeds[random.Next(3)], random);
            JsonText read = JsonParser.Parse(text);
            foreach (SourceRange range in Ranges(read.Root).Concat(read.Errors.Select(error => error.Range)))
            {
                Assert.InRange(range.Start, 0, text.Length);
                Assert.InRange(range.Start + range.Length, range.Start, text.Length);
                Assert.Equal(LineAndColumn(text, range.Start), (range.StartLine, range.StartColumn));
                Assert.Equal(LineAndColumn(text, range.Start + range.Length), (range.EndLine, range.EndColumn));
            }
        }
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(1_000_000, false)]
    public void Nests_as_deep_as_the_platform(int depth, bool accepted)
    {
        string text = new string('[', depth) + new string(']', depth);

        JsonText read = JsonParser.Parse(text);

        Assert.Equal(accepted, read.Errors.Count == 0);
        Assert.Equal(accepted, OracleReads(text) is not null);
        if (!accepted)
            Assert.Equal(JsonErrorKind.TooDeep, Assert.Single(read.Errors).Kind);
    }

    [Fact]
    public void A_byte_order_mark_may_begin_the_text() => Assert.Empty(JsonParser.Parse("\uFEFF{}").Errors);

    private static string Mutated(string seed, Random random)
    {
        StringBuilder text = new(seed);
        for (int n = random.Next(4); n > 0; n--)
        {
            int at = random.Next(text.Length + 1);
            switch (random.Next(5))
            {
                case 0 when at < text.Length:
                    text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at));
                    break;
                case 1 when at < text.Length:
                    text[at] = Marks[random.Next(Marks.Length)];
                    break;
                case 2:
                    int from = random.Next(seed.Length + 1);
                    text.Insert(at, seed.AsSpan(from, random.Next(Math.Min(12, seed.Length - from) + 1)));
                    break;
                default:
                    text.Insert(at, Marks[random.Next(Marks.Length)]);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>The platform's reading in one text, or null where it refuses.</summary>
    private static string? OracleReads(string text)
    {
        try
        {
            // We take a byte order mark; the platform leaves it to the caller.
            using JsonDocument document = JsonDocument.Parse(text.StartsWith('\uFEFF') ? text[1..] : text);
            StringBuilder shown = new();
            Show(document.RootElement, shown);
            return shown.ToString();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static void Show(JsonElement element, StringBuilder shown)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                shown.Append('{');
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    shown.Append('<').Append(property.Name).Append(">:");
                    Show(property.Value, shown);
                }

                shown.Append('}');
                break;
            case JsonValueKind.Array:
                shown.Append('[');
                foreach (JsonElement item in element.EnumerateArray())
                    Show(item, shown);
                shown.Append(']');
                break;
            case JsonValueKind.String:
                shown.Append("String<").Append(element.GetString()).Append('>');
                break;
            default:
                shown.Append(element.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : element.ValueKind.ToString()).Append('<').Append(element.GetRawText()).Append('>');
                break;
        }
    }

    private static string Show(JsonNode node) => node.Kind switch
    {
        JsonKind.Object => $"{{{string.Concat(node.Members.Select(member => $"<{member.Name}>:{Show(member.Value)}"))}}}",
        JsonKind.Array => $"[{string.Concat(node.Items.Select(Show))}]",
        _ => string.Create(CultureInfo.InvariantCulture, $"{node.Kind}<{node.Text}>"),
    };

    private static IEnumerable<SourceRange> Ranges(JsonNode node) =>
        node.Items.SelectMany(Ranges).Concat(node.Members.SelectMany(member => Ranges(member.Value).Append(member.NameRange))).Append(node.Range);

    private static (int Line, int Column) LineAndColumn(string text, int offset)
    {
        (int line, int start) = (0, 0);
        for (int i = 0; i < offset; i++)
        {
            bool inPair = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (!inPair && text[i] is ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029'))
                (line, start) = (line + 1, i + 1);
        }

        return (line, offset - start);
    }
}
