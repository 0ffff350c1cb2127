using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Plan;
using EppoTyped.Manifest.Tree;
using Xunit.Abstractions;

namespace EppoTyped.Manifest.Tests;

/// <summary>A team with an OpenFeature manifest starts with it unchanged, and never leaves OpenFeature by using ours.</summary>
public sealed class OpenFeatureTests(ITestOutputHelper output)
{
    private const int Generated = 5_000;

    private static readonly string[] FoldersOfBuilds = ["bin", "obj", ".git"];

    [Theory]
    [InlineData("""{ "flags": { } }""", "")]
    [InlineData("""{ "$schema": "../../flag-manifest.json", "flags": { "enableBeta": { "flagType": "boolean", "defaultValue": false } } }""", "EnableBeta:Boolean=false")]
    [InlineData("""{ "flags": { "greeting-message": { "description": "Greets.", "defaultValue": "Hello!", "flagType": "string" } } }""", "GreetingMessage:String=Hello!")]
    [InlineData("""{ "flags": { "max.items": { "flagType": "integer", "defaultValue": 50 }, "max.share": { "flagType": "float", "defaultValue": 1 } } }""", "Items:Integer=50 Share:Float=1")]
    [InlineData("""{ "flags": { "theme": { "flagType": "object", "defaultValue": { "primaryColor": "#007bff", "sizes": [1, { "xl": null }] } } } }""", "Theme:Object=")]
    public void Its_manifests_are_read_as_they_stand(string manifest, string accessors)
    {
        ManifestSet set = ManifestSet.Combine([Manifests.Read(manifest)]);

        Assert.Empty(OpenFeatureV0.Complaints(manifest));
        Assert.Empty(set.Findings);
        Assert.Equal(accessors, string.Join(" ", SubjectRules.Below(set.Root).Select(flag => $"{PascalName.Of(flag.Key.Split('.')[^1])}:{flag.Type}={flag.Default.Text}")));
    }

    [Fact]
    public void Generated_ones_have_no_finding_and_every_flag_its_type_and_default()
    {
        Random random = new(4);
        int flags = 0;
        for (int i = 0; i < Generated; i++)
        {
            string manifest = OpenFeatureV0.Next(random);
            ManifestSet set = ManifestSet.Combine([Manifests.Read(manifest)]);

            Assert.Empty(OpenFeatureV0.Complaints(manifest));
            Assert.True(set.Findings.Count == 0, $"{manifest}\n{string.Join("\n", set.Findings)}");
            JsonObject written = JsonNode.Parse(manifest)!["flags"]!.AsObject();
            FlagDefinition[] read = [.. SubjectRules.Below(set.Root)];
            Assert.Equal(written.Select(flag => flag.Key).Order(StringComparer.Ordinal), read.Select(flag => flag.Key).Order(StringComparer.Ordinal));
            Assert.All(read, flag => Assert.Equal(($"{written[flag.Key]!["flagType"]}", $"{written[flag.Key]!["description"]}"), (flag.Type.ToString().ToLowerInvariant(), flag.Description ?? "")));
            Assert.All(read, flag => Assert.True(JsonNode.DeepEquals(written[flag.Key]!["defaultValue"], Json(flag.Default)), flag.Key));
            flags += read.Length;
        }

        output.WriteLine($"{Generated} manifests of OpenFeature v0 with {flags} flags, no finding");
    }

    [Fact]
    public void Every_right_manifest_of_this_repository_is_one_of_openfeature_v0()
    {
        (string Place, string Text)[] right = [.. OfRepository().Append((Place: "the design", Text: Manifests.Design)).Where(manifest => IsRight(manifest.Text))];

        output.WriteLine($"{right.Length} manifests: {string.Join(", ", right.Select(manifest => manifest.Place))}");
        Assert.All(right, manifest => Assert.True(OpenFeatureV0.Complaints(manifest.Text).Count == 0, $"{manifest.Place}: {string.Join("; ", OpenFeatureV0.Complaints(manifest.Text))}"));
        Assert.Empty(OfRepository().Where(manifest => !manifest.Place.StartsWith("analyzers/rules/", StringComparison.Ordinal)).Except(right).Select(manifest => manifest.Place));
        Assert.True(right.Length > 30, $"{right.Length}");
    }

    [Fact]
    public void What_the_reader_takes_v0_takes()
    {
        RandomManifest manifests = new(new Random(6));
        int taken = 0;
        for (int i = 0; i < 10_000; i++)
        {
            string manifest = manifests.Next();
            if (!IsRight(manifest))
                continue;
            Assert.True(OpenFeatureV0.Complaints(manifest).Count == 0, manifest);
            taken++;
        }

        output.WriteLine($"{taken} manifests taken by both");
        Assert.True(taken > 1_000, $"{taken}");
    }

    /// <summary>What its schema leaves open and no C# could hold.</summary>
    [Theory]
    [InlineData("""{ "flags": { "a": { "flagType": "object", "defaultValue": [] } } }""", "EPPO1006")]
    [InlineData("""{ "flags": { "a-b": { "flagType": "boolean", "defaultValue": true }, "a_b": { "flagType": "boolean", "defaultValue": true } } }""", "EPPO1009 EPPO1009")]
    [InlineData("""{ "flags": { "a": { "flagType": "boolean", "defaultValue": true, "owner": "me" } } }""", "EPPO1011")]
    public void Only_these_are_told(string manifest, string ids)
    {
        Assert.Empty(OpenFeatureV0.Complaints(manifest));
        Assert.Equal(ids, string.Join(" ", ManifestSet.Combine([Manifests.Read(manifest)]).Findings.Select(finding => finding.Rule.Id)));
    }

    [Theory]
    [InlineData("""{ }""")]
    [InlineData("""{ "flags": { "": { "flagType": "boolean", "defaultValue": true } } }""")]
    [InlineData("""{ "flags": { "a": { "flagType": "boolean" } } }""")]
    [InlineData("""{ "flags": { "a": { "flagType": "number", "defaultValue": 1 } } }""")]
    [InlineData("""{ "flags": { "a": { "flagType": "integer", "defaultValue": 1.5 } } }""")]
    [InlineData("""{ "flags": { "a": { "flagType": "string", "defaultValue": "", "description": 1 } } }""")]
    public void Our_words_for_v0_refuse_what_v0_refuses(string manifest) => Assert.NotEmpty(OpenFeatureV0.Complaints(manifest));

    // A subject may be declared in another file of its project.
    private static bool IsRight(string manifest) =>
        ManifestSet.Combine([Manifests.Read(manifest)]).Findings.All(finding => finding.Rule.Severity != FindingSeverity.Error || finding.Rule == FindingRules.UnknownSubject);

    /// <summary>Every manifest in the repository: the files, and what pages show.</summary>
    private static IEnumerable<(string Place, string Text)> OfRepository()
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));
        foreach (string path in Directory.GetFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string place = Path.GetRelativePath(root, path).Replace('\\', '/');
            if (place.Split('/').Any(FoldersOfBuilds.Contains))
                continue;
            if (ManifestName.IsManifest(path) || place.EndsWith("Manifests/shop.json", StringComparison.Ordinal))
                yield return (place, File.ReadAllText(path));
            else if (place.EndsWith(".md", StringComparison.Ordinal))
            {
                foreach (Match block in Regex.Matches(File.ReadAllText(path).ReplaceLineEndings("\n"), "^```json\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline))
                    yield return (place, block.Groups[1].Value);
            }
        }
    }

    private static JsonNode? Json(ManifestValue value) => value.Kind switch
    {
        ManifestValueKind.Object => new JsonObject(value.Members.Select(member => new KeyValuePair<string, JsonNode?>(member.Key, Json(member.Value)))),
        ManifestValueKind.Array => new JsonArray([.. value.Items.Select(Json)]),
        ManifestValueKind.String => JsonValue.Create(value.Text),
        _ => JsonNode.Parse(value.Text),
    };

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
