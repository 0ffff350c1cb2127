using System.Text.Json;

namespace EppoTyped.Generator.Tests;

/// <summary>Whatever a key, a name or a text holds, what is generated compiles without a word.</summary>
public class NastyNameTests
{
    private static readonly string[] Texts =
    [
        "class", "1st", "\U0001F600", "equals", "Equals", "to-string", "get-hash-code", "get-type", "clone", "key", "default", "flag", "for", "flags", "flag-set", "finalize",
        "memberwise-clone", "reference-equals", "print-members", "equality-contract", "deconstruct", "read", "value", "variant", "variants", "is-enabled", "details", "action",
        "try-get-attribute", "copy-attributes-to", "string", "String", "system", "System", "global", "eppo-typed", "object", "task", "_client", "_subject", "json", "fallback", "item",
        "\"quoted\"", "back\\slash", "line\nend", "\u2028", "*/", "</summary>", "{0}", "\0", "\ud800", "\u0130stanbul", "\u00df", "\u4e2d\u6587", "e\u0301", "value__", "_", "--", " ", ".", "..", "/", "a..b", "a.", ".a",
        "shop", "user", "user-attribute", "has-flag", "eppo__", "here__", "EppoV1__", "Generated__", "compare-to", "parse", "try-parse", "all", "text-of", "to-value",
    ];

    [Fact]
    public void Boolean_flags() => Compiles(new { flags = Texts.ToDictionary(text => text, text => (object)new { flagType = "boolean", defaultValue = true, description = text }) });

    [Fact]
    public void Flags_below_a_flag() => Compiles(new
    {
        flags = Texts.ToDictionary(text => "checkout." + text, text => (object)new { flagType = "integer", defaultValue = 1, description = text })
            .Append(new("checkout", new { flagType = "boolean", defaultValue = true })).ToDictionary(pair => pair.Key, pair => pair.Value),
    });

    [Fact]
    public void Flags_below_each_other() => Compiles(new
    {
        flags = Texts.ToDictionary(text => text + ".x." + text, text => (object)new { flagType = "string", defaultValue = text, variations = new[] { text, "b" } }),
    });

    [Fact]
    public void Variations() => Compiles(new { flags = new { many = new { flagType = "string", defaultValue = Texts[0], variations = Texts } } });

    [Fact]
    public void Object_flags() => Compiles(new { flags = Texts.ToDictionary(text => text, text => (object)new { flagType = "object", defaultValue = new { a = text }, schema = new { a = "string" } }) });

    [Fact]
    public void Object_fields() => Compiles(new
    {
        flags = new
        {
            page = new
            {
                flagType = "object",
                defaultValue = Texts.ToDictionary(text => text, text => text),
                schema = Texts.ToDictionary(text => text, _ => "string"),
            },
        },
    });

    [Fact]
    public void Nested_object_fields() => Compiles(new
    {
        flags = new
        {
            page = new
            {
                flagType = "object",
                defaultValue = Texts.ToDictionary(text => text, text => new Dictionary<string, object> { [text] = new[] { new[] { new { b = 1 } } } }),
                schema = Texts.ToDictionary(text => text, text => new Dictionary<string, object> { [text] = new[] { new[] { new { b = "integer" } } } }),
            },
        },
    });

    [Fact]
    public void Subjects() => Compiles(new
    {
        subjects = Texts.ToDictionary(text => text, text => (object)new { description = text, attributes = new { tier = new { type = "string", values = new[] { "a", "b" } } } }),
        flags = Texts.ToDictionary(text => text, text => (object)new { flagType = "object", defaultValue = new { a = text }, schema = new { a = "string" }, subject = text }),
    });

    [Fact]
    public void Attributes() => Compiles(new
    {
        subjects = new
        {
            user = new
            {
                attributes = Texts.ToDictionary(text => text, text => (object)new { type = "string", description = text, required = text.Length % 2 == 0, values = text.Length % 3 == 0 ? Texts : [] }),
            },
        },
        flags = new { },
    });

    [Fact]
    public void Names_that_the_manifest_chooses() => Compiles(new
    {
        subjects = new { s = new { name = "record", attributes = new { a = new { type = "string", name = "value" }, b = new { type = "integer", name = "name" }, c = new { type = "boolean", name = "required" } } } },
        flags = new
        {
            a = new { flagType = "string", name = "field", subject = "s", defaultValue = "v", variations = new object[] { new { value = "v", name = "nameof" }, new { value = "w", name = "var" } } },
            b = new { flagType = "boolean", name = "_client", subject = "s", defaultValue = true },
            d = new { flagType = "boolean", name = "EppoV1__", subject = "s", defaultValue = true },
            e = new { flagType = "object", name = "NotCovered__", defaultValue = new { a = "x" }, schema = new { a = "string" } },
            c = new { flagType = "object", name = "partial", defaultValue = new { a = "x" }, schema = new { a = new Dictionary<string, string> { ["$type"] = "string", ["$name"] = "json" } } },
        },
    });

    [Theory]
    [InlineData("Shop.User")]
    [InlineData("EppoTyped")]
    [InlineData("Acme.EppoTyped.System")]
    [InlineData("System.Flags")]
    [InlineData("Flags")]
    [InlineData("Checkout.String")]
    public void Namespaces(string space) => Project.Of(Project.Shop).WithProperty("RootNamespace", space).Generate().AssertCompiles();

    [Fact]
    public void A_type_asked_for_twice_gets_a_number() =>
        Assert.Contains("struct CheckoutExpressPayFlag2", Project.Of("""{ "flags": { "checkout.express-pay": { "flagType": "boolean", "defaultValue": true }, "checkout-express-pay": { "flagType": "boolean", "defaultValue": true } } }""")
            .Generate().AssertCompiles().All, StringComparison.Ordinal);

    private static void Compiles(object manifest)
    {
        // Findings are welcome here; what is generated beside them must compile all the same.
        Generated generated = Project.Of(JsonSerializer.Serialize(manifest)).Generate().AssertCompiles();
        Assert.Contains("static partial class Flags", generated.All, StringComparison.Ordinal);
    }
}
