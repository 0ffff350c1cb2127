using System.Text.Json;

namespace EppoTyped.Tests.Subjects;

/// <summary>The conversion of callers' values to attributes.</summary>
public sealed class AttributeValueTests
{
    private enum Tier
    {
        Gold,
    }

    [Fact]
    public void Every_number_of_dotnet_is_a_number()
    {
        object[] whole = [(sbyte)3, (byte)3, (short)3, (ushort)3, 3, 3u, 3L, 3UL, (nint)3, (nuint)3];
        Assert.All(
            whole,
            number => Assert.Equal((AttributeKind.Integer, 3L), (AttributeValue.From(number).Kind, AttributeValue.From(number).AsInteger)));
        object[] broken = [3.5, 3.5f, 3.5m, (Half)3.5];
        Assert.All(
            broken,
            number => Assert.Equal((AttributeKind.Number, 3.5), (AttributeValue.From(number).Kind, AttributeValue.From(number).AsNumber)));
    }

    [Fact]
    public void A_float_is_converted_by_its_shortest_text_and_an_ulong_beyond_64_signed_bits_to_the_nearest_double()
    {
        Assert.Equal(0.1, AttributeValue.From(0.1f).AsNumber);
        Assert.Equal(0.1, AttributeValue.From((Half)0.1f).AsNumber);
        Assert.Equal(18446744073709551615.0, AttributeValue.From(nuint.MaxValue).AsNumber);
        Assert.Equal(18446744073709551615.0, AttributeValue.From(ulong.MaxValue).AsNumber);
    }

    [Theory]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1e21, "1e+21")]
    [InlineData(-0.0, "0")]
    [InlineData(2.5, "2.5")]
    public void A_number_has_the_text_that_rules_compare(double number, string text) =>
        Assert.Equal(text, AttributeValue.Of(number).ToString());

    [Fact]
    public void Texts_enums_guids_and_json_are_converted_by_their_text()
    {
        Guid guid = Guid.Parse("7d1f0a36-3c2b-4a76-8a5e-2f1f4d3c2b1a");
        Assert.Equal("Gold", AttributeValue.From(Tier.Gold).AsString);
        Assert.Equal(guid.ToString(), AttributeValue.From(guid).AsString);
        Assert.Equal("x", AttributeValue.From('x').AsString);
        Assert.Equal(["a", "b"], AttributeValue.From(new List<string> { "a", "b" }).AsStringList);
        using JsonDocument json = JsonDocument.Parse("""[1, 1.5, "t", true, null, {}, ["a"], [1], "\ud800"]""");
        AttributeKind[] kinds = [.. json.RootElement.EnumerateArray().Select(element => AttributeValue.From(element).Kind)];
        Assert.Equal(
            [
                AttributeKind.Integer, AttributeKind.Number, AttributeKind.String, AttributeKind.Boolean, AttributeKind.Null,
                AttributeKind.Null,
                AttributeKind.StringList, AttributeKind.Null, AttributeKind.Null,
            ],
            kinds);
    }

    [Fact]
    public void Other_objects_are_missing() => Assert.True(AttributeValue.From(new object()).IsNull);

    [Fact]
    public void Values_are_equal_by_kind_and_content()
    {
        Assert.Equal<AttributeValue>("a", AttributeValue.Of("a"));
        Assert.NotEqual<AttributeValue>(1, 1.0);
        Assert.NotEqual<AttributeValue>("1", 1);
        Assert.Equal(AttributeValue.Of(["a", "b"]), AttributeValue.Of(["a", "b"]));
        Assert.Equal(default, AttributeValue.Of((string?)null));
    }

    [Fact]
    public void A_subject_prints_its_key_and_nothing_else()
    {
        Subject subject = new("user-1") { ["email"] = "anna@example.com" };

        Assert.Equal("user-1", subject.ToString());
        Assert.Equal("anna@example.com", subject["email"].AsString);
        Assert.True(subject["age"].IsNull);
        Assert.Throws<ArgumentNullException>(() => new Subject(null!));
    }
}
