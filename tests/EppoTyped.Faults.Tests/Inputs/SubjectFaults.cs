using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EppoTyped.Faults.Tests;

/// <summary>The inputs of callers: keys and attributes of every kind.</summary>
[Trait("Category", "Faults")]
public sealed class SubjectFaults
{
    private const int Shards = 10_000;

    public static TheoryData<string, string, uint?> Keys() => new()
    {
        // The shards are those of Eppo's other SDKs.
        { "salt", "alice", 3619 },
        { "salt", "\u00e9", 2180 },
        { "salt", "\ud83d\ude00", 4929 },
        { "s\u00e5lt", "alice", 3862 },
        { "salt", "e\u0301", null },
        { "salt", "", null },
        { "salt", " ", null },
        { "salt", " \t\r\n", null },
        { "salt", "\0", null },
        { "salt", "alice\0", null },
        { "salt", "\ud800", null },
        { "salt", "a\udc00b", null },
        { "salt", "x\ud83d", null },
        { "salt", new string('k', 1_000_000), null },
        { "salt", new string('\u20ac', 333_333), null },
        { new string('s', 242), "", null },
        { new string('s', 242), "\ud83d\ude00", null },
        { "", "", null },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task F78_Subject_keys_of_every_kind(string salt, string key, uint? shard)
    {
        uint expected = HashOf($"{salt}-{key}") % Shards;
        Assert.Equal(shard ?? expected, expected);
        await using FaultScene scene = new();
        string Split(uint start, uint end) =>
            $$"""{"key":"split","splits":[{"variationKey":"one","shards":[{"salt":{{JsonSerializer.Serialize(salt)}},"ranges":[{"start":{{start}},"end":{{end}}}]}]}]}""";
        string flags = "," + string.Join(
            ',',
            ReferenceFlags.Flag("in", "BOOLEAN", "true", Split(expected, expected + 1)),
            ReferenceFlags.Flag("out", "BOOLEAN", "true", $"{Split(0, expected)},{Split(expected + 1, Shards)}"));
        await scene.PlayBesideAsync(flags, client =>
        {
            Assert.True(client.GetBooleanAssignment("in", key, false));
            Assert.False(client.GetBooleanAssignment("out", key, false));
            Evaluation<bool> details = client.GetBooleanAssignmentDetails("in", key, false);
            Assert.Equal(
                (key, (long)expected),
                (details.Details.SubjectKey, details.Details.Allocations[0].EvaluatedSplits[0].Shards[0].ShardValue));
            Assert.True(client.GetValue(CompilerServices.GeneratedCodeV1.Boolean("in", false), new Subject(key)));
            Assert.InRange(details.Details.ToJson().Length, 1, int.MaxValue);

            // Without a key a flag is evaluated up to the first shard; an empty key is a key like any other.
            Assert.Equal("red", client.GetStringAssignment("color", null!, ""));
            Evaluation<bool> nobody = client.GetBooleanAssignmentDetails("in", null!, false);
            Assert.Equal((false, EvaluationError.TargetingKeyMissing), (nobody.Value, nobody.Error));
            Assert.Equal("mine", client.GetStringAssignment(null!, key, "mine"));
            Assert.Equal("mine", client.GetStringAssignment(key, key, "mine"));
        });
    }

    public static TheoryData<object, string?> Values() => new()
    {
        { 7, "7" },
        { -7L, "-7" },
        { (short)7, "7" },
        { (byte)7, "7" },
        { (sbyte)-7, "-7" },
        { (ushort)7, "7" },
        { 7u, "7" },
        { (nint)7, "7" },
        { (nuint)7, "7" },
        { long.MinValue, "-9223372036854775808" },
        { long.MaxValue, "9223372036854775807" },
        { 9007199254740993L, "9007199254740993" },
        { 9007199254740993.0, "9007199254740992" },
        { ulong.MaxValue, "18446744073709552000" },
        { 1.5, "1.5" },
        { 10.0, "10" },
        { -0.0, "0" },
        { 0.1f, "0.1" },
        { (Half)0.1, "0.1" },
        { 1.10m, "1.1" },
        { 79228162514264337593543950335m, "7.922816251426434e+28" },
        { 1e15, "1000000000000000" },
        { 123456789012345680000.0, "123456789012345680000" },
        { 1e21, "1e+21" },
        { 0.000001, "0.000001" },
        { 1e-7, "1e-7" },
        { double.Epsilon, "5e-324" },
        { double.MaxValue, "1.7976931348623157e+308" },
        { double.NaN, "NaN" },
        { double.PositiveInfinity, "Infinity" },
        { double.NegativeInfinity, "-Infinity" },
        { true, "true" },
        { false, "false" },
        { DayOfWeek.Friday, "Friday" },
        { (DayOfWeek)9, "9" },
        { 'x', "x" },
        { "text", "text" },
        { "1.0", "1.0" },
        { Guid.Parse("00112233-4455-6677-8899-AABBCCDDEEFF"), "00112233-4455-6677-8899-aabbccddeeff" },
        { Json("\"text\""), "text" },
        { Json("\"\\ud800\""), null },
        { Json("12"), "12" },
        { Json("1.50"), "1.5" },
        { Json("1e400"), "Infinity" },
        { Json("true"), "true" },
        { Json("null"), null },
        { Json("{}"), null },
        { default(JsonElement), null },
        { new string[] { "text" }, null },
        { new object(), null },
        { new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), null },
        { new byte[] { 1 }, null },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task F80_Attributes_of_every_type(object value, string? text)
    {
        // A value is one of a list with its own text and of no other list; a value that cannot be an attribute is missing for every
        // operator.
        await using FaultScene scene = new();
        string Rule(string operatorName, string operand) =>
            $$"""{"key":"listed","rules":[{"conditions":[{"attribute":"value","operator":"{{operatorName}}","value":{{operand}}}]}],"splits":[{"variationKey":"one","shards":[]}]}""";
        string list = $"[{JsonSerializer.Serialize(text ?? "")}]";
        string[] others =
        [
            "", "7.0", "0.10000000149011612", "-0", "True", "5", "null", "18446744073709551615", "9007199254740993", "9007199254740992",
            "1E+21", "1E-07", "\u221e",
        ];
        string flags = string.Join(
            ',',
            ReferenceFlags.Flag("listed", "BOOLEAN", "true", Rule("ONE_OF", list)),
            ReferenceFlags.Flag("not-listed", "BOOLEAN", "true", Rule("NOT_ONE_OF", list)),
            ReferenceFlags.Flag(
                "others", "BOOLEAN", "true", Rule("ONE_OF", JsonSerializer.Serialize(others.Where(other => other != text)))),
            ReferenceFlags.Flag(
                "matching",
                "BOOLEAN",
                "true",
                Rule("MATCHES", JsonSerializer.Serialize($"^{System.Text.RegularExpressions.Regex.Escape(text ?? "")}$"))),
            ReferenceFlags.Flag("missing", "BOOLEAN", "true", Rule("IS_NULL", "true")));
        await scene.PlayBesideAsync("," + flags, client =>
        {
            Dictionary<string, object> attributes = new() { ["value"] = value };
            bool Ask(string flag) => client.GetBooleanAssignment(flag, ReferenceFlags.Subject, attributes, false);
            Assert.Equal((text is not null, false, text is not null), (Ask("listed"), Ask("not-listed"), Ask("matching")));
            Assert.Equal((false, text is null), (Ask("others"), Ask("missing")));
            Subject typed = new(ReferenceFlags.Subject) { ["value"] = AttributeValue.From(value) };
            Assert.Equal(text is not null, client.GetValue(CompilerServices.GeneratedCodeV1.Boolean("listed", false), typed));
            Assert.InRange(
                client.GetBooleanAssignmentDetails("listed", ReferenceFlags.Subject, attributes, false).Details.ToJson().Length,
                1,
                int.MaxValue);
        });
    }

    [Theory]
    [InlineData("1.2.3", "1.2.3", 0)]
    [InlineData("1.10.0", "1.9.0", 1)]
    [InlineData("1.2.3-rc.1+build.7", "1.2.3", -1)]
    [InlineData("1.2.3+build", "1.2.3+other", 0)]
    [InlineData("1.2.3-rc.10", "1.2.3-rc.9", 1)]
    [InlineData("1.2.3-1", "1.2.3-alpha", -1)]
    [InlineData("99999999999999999999999.0.0", "99999999999999999999998.0.0", 1)]
    [InlineData("1.2", "1.2.3", null)]
    [InlineData("v1.6.0", "1.5.0", null)]
    [InlineData("1.2.3.4.5", "1.2.3", null)]
    [InlineData("01.2.3", "1.2.3", null)]
    [InlineData("1.2.3-", "1.2.3", null)]
    [InlineData(" 1.2.3", "1.2.3", null)]
    [InlineData("\u0661.2.3", "1.2.3", null)]
    [InlineData("", "1.2.3", null)]
    [InlineData(2, "1.2.3", null)]
    [InlineData(2.5, "1.2", 1)]
    [InlineData("1.10", "1.9", -1)]
    [InlineData("1.2.3", "1.2", null)]
    public async Task F81_Versions_of_every_kind(object version, string against, int? order)
    {
        // Null: the two cannot be compared, and every comparison is false.
        await using FaultScene scene = new();
        string Flag(string operatorName) => ReferenceFlags.Flag(
            operatorName,
            "BOOLEAN",
            "true",
            $$"""{"key":"compared","rules":[{"conditions":[{"attribute":"version","operator":"{{operatorName}}","value":"{{against}}"}]}],"splits":[{"variationKey":"one","shards":[]}]}""");
        await scene.PlayBesideAsync("," + string.Join(',', Flag("GTE"), Flag("GT"), Flag("LTE"), Flag("LT")), client =>
        {
            Dictionary<string, object> attributes = new() { ["version"] = version };
            bool Ask(string flag) => client.GetBooleanAssignment(flag, ReferenceFlags.Subject, attributes, false);
            Assert.Equal((order >= 0, order > 0, order <= 0, order < 0), (Ask("GTE"), Ask("GT"), Ask("LTE"), Ask("LT")));
        });
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The protocol's bucketing, by the platform.")]
    private static uint HashOf(string text) => BinaryPrimitives.ReadUInt32BigEndian(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
