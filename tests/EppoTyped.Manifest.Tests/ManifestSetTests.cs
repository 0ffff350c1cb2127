using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Manifest.Tests;

public sealed class ManifestSetTests
{
    [Fact]
    public void The_design_gives_its_accessors_and_no_finding()
    {
        ManifestSet set = Combine(("flags.json", Manifests.Design));

        Assert.Empty(set.Findings);
        Assert.Equal("Checkout KillSwitch NumResults Price Campaign BannerBandit DarkMode", Tree(set.Root));
        SubjectDefinition user = Assert.Single(set.Subjects);
        Assert.Equal(["Country", "Age", "LoyaltyTier", "IsReturningUser", "AppVersion"], user.Attributes.Select(attribute => PascalName.Of(attribute.Key)));
        Assert.Equal(["basic", "gold"], user.Attributes[2].Values.Select(value => value.Value));
        Assert.True(user.Attributes[3].Required);
        Assert.Equal(AttributeType.Version, user.Attributes[4].Type);
        FlagDefinition campaign = set.Root.Children[4].Flag!;
        Assert.Equal("hero:Boolean hero_image:String hero_title:String? tags:Array", string.Join(" ", campaign.Schema!.Fields.Select(field => $"{field.Key}:{field.Schema.Kind}{(field.Schema.Nullable ? "?" : "")}")));
        Assert.Equal(SchemaKind.String, campaign.Schema.Fields[3].Schema.Item!.Kind);
        Assert.Equal(ManifestValue.Of(true), set.Root.Children[6].Flag!.Deprecated!.ReplaceWith);
        Assert.Equal(AttributeType.Number, set.Root.Children[5].Flag!.Bandit!.ActionAttributes[0].Type);
        Assert.Equal("2027-03-31", set.Root.Children[0].Flag!.Metadata[1].Value.Text);
    }

    [Fact]
    public void A_manifest_of_OpenFeature_is_read_as_it_stands()
    {
        const string text = """
            {
              "$schema": "https://raw.githubusercontent.com/open-feature/cli/main/schema/v0/flag-manifest.json",
              "flags": {
                "enableFeatureA": { "flagType": "boolean", "defaultValue": false, "description": "Controls whether Feature A is enabled." },
                "usernameMaxLength": { "flagType": "integer", "defaultValue": 50, "description": "Maximum allowed length for usernames." },
                "greetingMessage": { "flagType": "string", "defaultValue": "Hello there!", "description": "The message to use for greeting users." },
                "discountPercentage": { "flagType": "float", "defaultValue": 0.15, "description": "Discount percentage applied to purchases." },
                "themeCustomization": { "flagType": "object", "defaultValue": { "primaryColor": "#007bff" }, "description": "Allows customization of theme colors." }
              }
            }
            """;

        ManifestSet set = Combine(("flags.json", text));

        Assert.Empty(set.Findings);
        Assert.Equal("EnableFeatureA UsernameMaxLength GreetingMessage DiscountPercentage ThemeCustomization", Tree(set.Root));
    }

    [Theory]
    [InlineData("checkout.express-pay", "Checkout[ExpressPay]")]
    [InlineData("checkout/express-pay checkout.slow", "Checkout[ExpressPay Slow]")]
    [InlineData("checkout checkout.express-pay", "Checkout![ExpressPay]")]
    [InlineData("checkout.express-pay checkout", "Checkout![ExpressPay]")]
    [InlineData("a..b .c d/", "A[B] C D")]
    [InlineData("./. x", "_2E_2F_2E X")]
    [InlineData("flags for equals to-string flag-set Finalize", "FlagsFlag ForFlag EqualsFlag ToStringFlag FlagSetFlag FinalizeFlag")]
    [InlineData("a.equals a.for a.flags a.a-flag", "A[EqualsFlag For Flags AFlagFlag]")]
    [InlineData("group.value group.key", "Group[Value Key]")]
    [InlineData("equals.x", "EqualsFlag[X]")]
    public void Keys_nest_at_dots_and_slashes(string keys, string tree)
    {
        ManifestSet set = Combine(("flags.json", Flags(keys)));

        Assert.Empty(set.Findings);
        Assert.Equal(tree, Tree(set.Root));
    }

    [Fact]
    public void A_name_stands_for_the_last_segment_and_for_the_group_below()
    {
        const string text = """{ "flags": { "shop.kasse.neu": TRUE, "shop.kasse": { "name": "Checkout", "flagType": "boolean", "defaultValue": true } } }""";

        ManifestSet set = Combine(("flags.json", text.Replace("TRUE", True)));

        Assert.Empty(set.Findings);
        Assert.Equal("Shop[Checkout![Neu]]", Tree(set.Root));
    }

    [Fact]
    public void The_class_that_holds_the_accessors_may_have_another_name() =>
        Assert.Equal("FeaturesFlag Flags", Tree(ManifestSet.Combine([Manifests.Read(Flags("features flags"))], "Features").Root));

    [Fact]
    public void Two_keys_that_give_one_accessor_are_told_at_both_places()
    {
        ManifestSet set = Combine(("flags.json", "{ \"flags\": {\n\"kill-switch\": " + True + ",\n\"kill_switch\": " + True + "\n} }"));

        Assert.Equal(
            [
                "EPPO1009 2:1 Flags \"kill-switch\" and \"kill_switch\" (line 3) both have the accessor KillSwitch; give one of them a \"name\".",
                "EPPO1009 3:1 Flags \"kill_switch\" and \"kill-switch\" (line 2) both have the accessor KillSwitch; give one of them a \"name\".",
            ],
            set.Findings.Select(finding => $"{Manifests.Place(finding)} {finding.Message}"));
        Assert.Equal("KillSwitch", Tree(set.Root));
    }

    [Fact]
    public void A_child_of_a_flag_cannot_be_called_what_the_flag_itself_answers()
    {
        ManifestSet set = Combine(("flags.json", Flags("checkout checkout.value checkout.details.x")));

        Assert.Equal(["EPPO1027", "EPPO1027"], set.Findings.Select(finding => finding.Rule.Id));
        Assert.Equal("Flag \"checkout.value\": the accessor Value is a member of the flag \"checkout\" (line 1); give it a \"name\".", set.Findings[0].Message);
        Assert.Equal("Checkout![ValueFlag DetailsFlag[X]]", Tree(set.Root));
    }

    [Fact]
    public void Files_are_ordered_by_path_and_share_subjects()
    {
        (string, string) a = ("b/flags.json", """{ "flags": { "x": { "flagType": "boolean", "defaultValue": true, "subject": "user" } } }""");
        (string, string) b = ("a/flags.json", """{ "subjects": { "user": { } }, "flags": { "y": { "flagType": "boolean", "defaultValue": true } } }""");

        Assert.Empty(Combine(a, b).Findings);
        Assert.Equal("Y X", Tree(Combine(a, b).Root));
        Assert.Equal("Y X", Tree(Combine(b, a).Root));
    }

    [Fact]
    public void A_key_in_two_files_is_told_at_both_places_and_the_first_counts()
    {
        ManifestSet set = Combine(
            ("src/a.flags.json", """{ "subjects": { "user": { "description": "first" } }, "flags": { "x": { "flagType": "boolean", "defaultValue": true } } }"""),
            ("src/b.flags.json", "{ \"subjects\": { \"user\": { } },\n\"flags\": { \"x\": { \"flagType\": \"integer\", \"defaultValue\": 1 } } }"));

        Assert.Equal(
            [
                "src/a.flags.json EPPO1008 1:17 Subject \"user\" is declared twice, the other is in b.flags.json line 1; remove one of them.",
                "src/a.flags.json EPPO1008 1:66 Flag \"x\" is declared twice, the other is in b.flags.json line 2; remove one of them.",
                "src/b.flags.json EPPO1008 1:17 Subject \"user\" is declared twice, the other is in a.flags.json line 1; remove one of them.",
                "src/b.flags.json EPPO1008 2:12 Flag \"x\" is declared twice, the other is in a.flags.json line 1; remove one of them.",
            ],
            set.Findings.Select(finding => $"{finding.Path} {Manifests.Place(finding)} {finding.Message}"));
        Assert.Equal(FlagType.Boolean, Assert.Single(set.Root.Children).Flag!.Type);
        Assert.Equal("first", Assert.Single(set.Subjects).Description);
    }

    [Fact]
    public void A_key_twice_in_one_file_counts_by_its_last()
    {
        ManifestSet set = Combine(("flags.json", "{ \"flags\": {\n\"x\": " + True + ",\n\"x\": { \"flagType\": \"integer\", \"defaultValue\": 1 } } }"));

        Assert.Equal(["EPPO1008 2:1", "EPPO1008 3:1"], set.Findings.Select(Manifests.Place));
        Assert.Equal("Flag \"x\" is declared twice, the other is on line 3; the last one counts, remove the others.", set.Findings[0].Message);
        Assert.Equal(FlagType.Integer, Assert.Single(set.Root.Children).Flag!.Type);
    }

    [Fact]
    public void Two_subjects_that_give_one_type_are_told_at_both_places()
    {
        ManifestSet set = Combine(("flags.json", """{ "flags": {}, "subjects": { "user": {}, "User": {}, "other": { "type": "Acme.User" } } }"""));

        Assert.Equal(["EPPO1022 1:30", "EPPO1022 1:42"], set.Findings.Select(Manifests.Place));
        Assert.Equal([null, "User2", null], set.Subjects.Select(subject => subject.Name));
    }

    [Fact]
    public void An_unknown_subject_says_what_is_declared() =>
        Assert.Equal(
            "Flag \"x\": unknown subject \"user\"; declare it: \"subjects\": { \"user\": { \"attributes\": { } } }.",
            Assert.Single(Combine(("flags.json", """{ "flags": { "x": { "flagType": "boolean", "defaultValue": true, "subject": "user" } } }""")).Findings).Message);

    private const string True = """{ "flagType": "boolean", "defaultValue": true }""";

    private static string Flags(string keys) => $"{{ \"flags\": {{ {string.Join(", ", keys.Split(' ').Select(key => $"\"{key}\": {True}"))} }} }}";

    private static ManifestSet Combine(params (string Path, string Text)[] files) => ManifestSet.Combine(files.Select(file => ManifestReader.Read(file.Path, file.Text)));

    /// <summary>The tree in a line; a flag that is a group too has an exclamation mark.</summary>
    private static string Tree(AccessorGroup group)
    {
        string children = string.Join(" ", group.Children.Select(Tree));
        return group.Name.Length == 0 ? children : group.Children.Count == 0 ? group.Name : $"{group.Name}{(group.Flag is null ? "" : "!")}[{children}]";
    }

    [Theory]
    [InlineData("Flags", "flag-set", "FlagSetFlag")]
    [InlineData("Flags", "shop-flags-set", "ShopFlagsSet")]
    [InlineData("ShopFlags", "flag-set", "FlagSet")]
    [InlineData("ShopFlags", "shop-flags-set", "ShopFlagsSetFlag")]
    public void An_accessor_gives_way_to_the_classes_it_stands_in(string flagsClass, string key, string accessor) =>
        Assert.Equal(accessor, Assert.Single(ManifestSet.Combine([Manifests.Read(Manifests.WithFlags($$"""
            "{{key}}": { "flagType": "boolean", "defaultValue": true }
            """))], flagsClass).Root.Children).Name);
}
