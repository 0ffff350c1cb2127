using System.Globalization;
using System.Text;
using System.Text.Json;
using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Text;
using Xunit.Abstractions;

namespace EppoTyped.Manifest.Tests;

/// <summary>Our JSON reader and System.Text.Json must accept, refuse and understand the same texts.</summary>
public sealed class JsonOracleTests(ITestOutputHelper output)
{
    private const int Texts = 100_000;

    // The first seeds, which hold everything.
    private const int Large = 4;
    private const string Marks = "{}[]:,\"\\/'-+.eE0123456789truefalsn \t\r\n\u0001\u2028\uFEFF\u00A0ä*";

    private static readonly string[] Escapes = ["\\n", "\\u00e4", "\\ud83d\\ude00", "\\\"", "\\\\", "\\/", "\\u0000", "ä", "😀"];
    private static readonly string[] Values = ["\"ä\\t\"", "1e5", "-0.25", "0.1", "9007199254740993", "1e400", "-0", "[1,{}]", "{\"k\":[\"v\"],\"k\":[]}", "null", "true"];

    private static readonly string[] Seeds =
    [
        Manifests.Design,
        """{"a":[1,-0.5,1e3,0,-0,1E+2,1.25e-7,true,false,null,"","\u00e4\n\t\\\"\/\b\f\r\ud83d\ude00"],"b":{"c":{},"d":[]},"a":2}""",
        """ [ { "x" : [ [ ], [ [ 1 ] ] ] } , "😀 ü" , 12345678901234567890 ] """,
        """{"flags":{"größe \"x\"":{"flagType":"object","defaultValue":{"a":[[[-1.5E-3]],{"b\\":{"c":"\u0000\u00df\n"}}],"d":0.1e1}}}}""",
        "\"text\"", "0", "null", "", " ", "{", "[", "[1,]", "{\"a\":1,}", "01", "1.", ".5", "+1", "- 1", "'a'", "{a:1}", "[1 2]", "// c\n1", "/* c */ 1", "NaN",
        "\"\\ud800\"", "\"\\ud83d\\u0041\"", "\"\t\"", "\"\\x\"", "[1]]", "{\"a\"}", "{\"a\":}", "tru", "\"a", "\"\\", "\"\\u12", "{\"\":0}",
    ];

    [Fact]
    public void Reads_what_the_platform_reads()
    {
        Random random = new(20240607);
        int accepted = 0;
        for (int i = 0; i < Texts; i++)
        {
            string text = i < Seeds.Length ? Seeds[i]
                : i % 2 == 0 ? Grown(Seeds[random.Next(Large)], random)
                : Mutated(Seeds[random.Next(Seeds.Length)], random);
            JsonText ours = JsonParser.Parse(text);
            string? theirs = OracleReads(text);
            Assert.True(ours.Errors.Count == 0 == theirs is not null, $"accepts differ for {text}: {string.Join("; ", ours.Errors)}");
            if (theirs is null)
                continue;
            accepted++;
            Assert.Equal(theirs, Show(ours.Root));
        }

        output.WriteLine($"{Texts} texts: {accepted} accepted and understood alike, {Texts - accepted} refused by both");
        Assert.InRange(accepted, Texts / 4, Texts * 3 / 4);
    }

    [Fact]
    public void Positions_are_those_of_the_text_they_name()
    {
        Random random = new(7);
        for (int i = 0; i < 2_000; i++)
        {
            string text = Mutated(Seeds[random.Next(Large)], random);
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

    [Fact]
    public void The_range_of_a_name_or_value_cuts_it_out_of_the_text()
    {
        Random random = new(8);
        int cut = 0;
        for (int i = 0; i < 4_000; i++)
        {
            string text = Grown(Seeds[random.Next(Large)], random);
            JsonText read = JsonParser.Parse(text);
            if (read.Errors.Count > 0)
                continue;
            foreach (JsonNode node in Nodes(read.Root))
            {
                Assert.Equal(Show(node), OracleReads(Slice(text, node.Range)));
                Assert.All(node.Members, member => Assert.Equal($"String<{member.Name}>", OracleReads(Slice(text, member.NameRange))));
                cut++;
            }
        }

        output.WriteLine($"{cut} values cut out");
        Assert.True(cut > 20_000, $"{cut}");
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

    /// <summary>Another text that is mostly right where the first was: more values, escapes and blanks.</summary>
    private static string Grown(string seed, Random random)
    {
        string text = seed;
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            int at = random.Next(text.Length);
            text = random.Next(4) switch
            {
                0 => $"[{text},{Values[random.Next(Values.Length)]}]",
                1 => $$"""{"{{Escapes[random.Next(Escapes.Length)]}}" : {{text}}, "b": {{Values[random.Next(Values.Length)]}}}""",
                2 when text.IndexOf("\":", at, StringComparison.Ordinal) is var name and >= 0 => text.Insert(name, Escapes[random.Next(Escapes.Length)]),
                _ when text.IndexOf(',', at) is var comma and >= 0 => text.Insert(comma, random.Next(3) == 0 ? "," + Values[random.Next(Values.Length)] : " \r\n\t"),
                _ => text + "\n",
            };
        }

        return text;
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
            case JsonValueKind.Number:
                double real = element.GetDouble();
                shown.Append(CultureInfo.InvariantCulture, $"Number<{element.GetRawText()}>{(double.IsFinite(real) ? real : "none")}");
                if (element.TryGetInt64(out long whole))
                    shown.Append(CultureInfo.InvariantCulture, $"={whole}");
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
        JsonKind.Number => string.Create(CultureInfo.InvariantCulture, $"Number<{node.Text}>{(NumberText.TryGetDouble(node.Text, out double real) ? real : "none")}{Whole(node.Text)}"),
        _ => $"{node.Kind}<{node.Text}>",
    };

    // We take 3.0 and 3e0 for whole numbers too, which the platform does not.
    private static string Whole(string number) =>
        number.All(c => c is '-' or (>= '0' and <= '9')) && NumberText.TryGetInteger(number, out long whole) ? string.Create(CultureInfo.InvariantCulture, $"={whole}") : "";

    private static string Slice(string text, SourceRange range) => text.Substring(range.Start, range.Length);

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => node.Items.Concat(node.Members.Select(member => member.Value)).SelectMany(Nodes).Prepend(node);

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
