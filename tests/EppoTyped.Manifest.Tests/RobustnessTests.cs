using System.Globalization;
using System.Text;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Manifest.Tests;

public sealed class RobustnessTests
{
    private const string Marks = "{}[]:,\"\\ \n0truea.$/'";

    private static readonly string[] DesignKeys = ["checkout", "kill-switch", "num-results", "price", "campaign", "banner-bandit", "dark-mode"];

    [Fact]
    public void No_text_makes_the_reader_throw_and_what_it_gives_holds_together()
    {
        Random random = new(99);
        for (int i = 0; i < 3_000; i++)
        {
            StringBuilder text = new(Manifests.Design);
            for (int n = random.Next(1, 6); n > 0; n--)
            {
                int at = random.Next(text.Length);
                if (random.Next(3) == 0)
                    text.Remove(at, Math.Min(random.Next(1, 60), text.Length - at));
                else
                    text.Insert(at, Marks[random.Next(Marks.Length)]);
            }

            AssertHoldsTogether(ManifestSet.Combine([Manifests.Read(text.ToString())]));
        }
    }

    [Fact]
    public void What_a_wrong_manifest_gives_holds_together()
    {
        RandomManifest manifests = new(new Random(5));
        for (int i = 0; i < 3_000; i++)
            AssertHoldsTogether(ManifestSet.Combine([Manifests.Read(manifests.Next())]));
    }

    [Fact]
    public void A_mark_too_few_or_too_many_in_the_text_never_costs_an_accessor()
    {
        // Inside double quotes a mark changes a key or a text, which is another mistake than this one.
        int[] places = [.. OutsideOfTexts(Manifests.Design)];
        foreach (int at in places)
        {
            foreach (char mark in "{}],:")
                AssertKeepsAccessors(Manifests.Design.Insert(at, mark.ToString()), $"{mark} added at {at}");
            if (Manifests.Design[at] is ',' or ':' or '}' or ']')
                AssertKeepsAccessors(Manifests.Design.Remove(at, 1), $"{Manifests.Design[at]} removed at {at}");
        }
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void The_culture_changes_nothing(string culture)
    {
        RandomManifest manifests = new(new Random(1));
        string[] texts = [Manifests.Design, .. Enumerable.Range(0, 200).Select(_ => manifests.Next())];
        const string numbers = """{ "flags": { "i.id": { "flagType": "FLOAT", "defaultValue": 1.5, "minimum": -2.5 }, "istanbul": { "flagType": "INTEGER", "defaultValue": 1e3 } } }""";
        string[] Shown() => [.. texts.Append(numbers).Select(text => Show(ManifestSet.Combine([Manifests.Read(text)])))];
        string[] expected = Shown();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Shown());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_large_manifest_is_read_in_passing()
    {
        string flags = string.Join(",\n", Enumerable.Range(0, 20_000).Select(i => $"\"group-{i % 50}.flag-{i}\": {{ \"flagType\": \"string\", \"defaultValue\": \"a\", \"variations\": [\"a\", \"b\"] }}"));
        string dots = new('.', 100_000);

        ManifestSet set = ManifestSet.Combine([Manifests.Read($"{{ \"flags\": {{ {flags}, \"{dots.Replace(".", "a.")}\": {{ \"flagType\": \"boolean\", \"defaultValue\": true }} }} }}")]);

        Assert.Empty(set.Findings);
        Assert.Equal(51, set.Root.Children.Count);
    }

    private static void AssertKeepsAccessors(string text, string what)
    {
        ManifestFile file = Manifests.Read(text);

        Assert.True(file.Findings.Any(finding => finding.Rule.Severity == FindingSeverity.Error), $"{what} is not told");
        Assert.True(DesignKeys.All(key => file.Flags.Any(flag => flag.Key == key)), $"{what} loses {string.Join(", ", DesignKeys.Except(file.Flags.Select(flag => flag.Key)))}");
    }

    private static IEnumerable<int> OutsideOfTexts(string text)
    {
        bool inside = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                inside = !inside;
            else if (!inside && text[i] is (',' or ':' or '}' or ']' or '{' or '['))
                yield return i;
        }
    }

    /// <summary>What the generator relies on, however wrong the manifest is.</summary>
    private static void AssertHoldsTogether(ManifestSet set)
    {
        Assert.All(set.Subjects, subject => AssertNames(subject.Attributes.Select(attribute => (attribute.Name, attribute.Key))));
        AssertNames(set.Subjects.Where(subject => subject.ExistingType is null).Select(subject => (subject.Name, subject.Key)));
        AssertGroup(set.Root);
        Assert.All(set.Findings, finding => Assert.DoesNotContain('\n', finding.Message));
    }

    private static void AssertGroup(AccessorGroup group)
    {
        AssertNames(group.Children.Select(child => ((string?)child.Name, "")));
        foreach (AccessorGroup child in group.Children)
            AssertGroup(child);
        if (group.Flag is not { } flag)
            return;
        Assert.NotEmpty(flag.Key);
        AssertNames(flag.Variations.Select(variation => (variation.Name, variation.Value)));
        Assert.True(flag.Bandit is null || flag.Variations.Count > 0);
        Assert.True(flag.Schema is null or { Kind: SchemaKind.Object, Nullable: false });
        Assert.True(
            flag.Type switch
            {
                FlagType.Boolean => flag.Default.Kind == ManifestValueKind.Boolean,
                FlagType.String => flag.Default.Kind == ManifestValueKind.String && (flag.Variations.Count == 0 || flag.Variations.Any(variation => variation.Value == flag.Default.Text)),
                FlagType.Integer => flag.Default.TryGetInteger(out _),
                FlagType.Float => flag.Default.TryGetDouble(out _),
                _ => flag.Default.Kind == ManifestValueKind.Object && (flag.Schema is null || Fits(flag.Default, flag.Schema)),
            },
            $"{flag.Key} is {flag.Type} and has {flag.Default.Kind} {flag.Default.Text}");
    }

    private static void AssertNames(IEnumerable<(string? Name, string Key)> entries)
    {
        string[] names = [.. entries.Select(entry => entry.Name ?? PascalName.Of(entry.Key))];
        Assert.All(names, name => Assert.True(CSharpName.IsIdentifier(name), name));
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
    }

    private static bool Fits(ManifestValue value, SchemaNode schema) => value.Kind == ManifestValueKind.Null ? schema.Nullable : schema.Kind switch
    {
        SchemaKind.Boolean => value.Kind == ManifestValueKind.Boolean,
        SchemaKind.String => value.Kind == ManifestValueKind.String,
        SchemaKind.Integer => value.TryGetInteger(out _),
        SchemaKind.Number => value.TryGetDouble(out _),
        SchemaKind.Array => value.Kind == ManifestValueKind.Array && value.Items.All(item => Fits(item, schema.Item!)),
        _ => value.Kind == ManifestValueKind.Object
            && value.Members.All(member => schema.Fields.Any(field => field.Key == member.Key && Fits(member.Value, field.Schema)))
            && schema.Fields.All(field => field.Schema.Nullable || value.Members.Any(member => member.Key == field.Key)),
    };

    private static string Show(ManifestSet set)
    {
        StringBuilder shown = new();
        void Add(AccessorGroup group)
        {
            shown.Append(group.Name).Append(' ').Append(group.Flag?.Type).Append(' ').Append(group.Flag?.Default.Text).Append('\n');
            foreach (AccessorGroup child in group.Children)
                Add(child);
        }

        Add(set.Root);
        foreach (Finding finding in set.Findings)
            shown.Append(Manifests.Place(finding)).Append(' ').Append(finding.Message).Append('\n');
        return shown.ToString();
    }
}
