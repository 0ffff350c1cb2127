using EppoTyped.Manifest.Model;

namespace EppoTyped.Manifest.Tests;

/// <summary>A closing brace too many is told where it stands, not at the end of the file that it unsettled. It is marked by ⟧.</summary>
public sealed class ExtraBraceTests
{
    private const string On = """{ "flagType": "boolean", "defaultValue": false }""";

    [Theory]
    [InlineData("{ \"flags\": {\n\"a\": ON ⟧,\n\"b\": ON,\n\"c\": ON\n} }", "this } ends \"flags\", and \"b\" is outside of it; remove it")]
    [InlineData("{ \"flags\": {\n\"a\": { \"flagType\": \"boolean\" ⟧, \"defaultValue\": false },\n\"b\": ON } }", "this } ends \"a\", and \"defaultValue\" is outside of it; remove it")]
    [InlineData("{ \"flags\": {\n\"a\": { \"flagType\": \"boolean\", \"metadata\": { } ⟧, \"defaultValue\": false },\n\"b\": ON } }", "this } ends \"a\", and \"defaultValue\" is outside of it; remove it")]
    [InlineData("{ \"subjects\": {\n\"user\": { \"attributes\": { } } ⟧,\n\"company\": { \"attributes\": { } } },\n\"flags\": { \"b\": ON } }", "this } ends \"subjects\", and \"company\" is outside of it; remove it")]
    [InlineData("{ \"flags\": {\n\"a\": ON, \"b\": ON } ⟧,\n\"subjects\": { } }", "this } ends the manifest, but there is more after it; remove it")]
    [InlineData("{ \"flags\": {\n\"a\": ON, \"b\": ON } } ⟧\n", "nothing may follow the end of the manifest, found \"}\"")]
    public void It_is_told_at_the_brace(string marked, string message)
    {
        marked = marked.Replace("ON", On);
        string text = marked.Replace('⟧', '}');

        ManifestFile file = Manifests.Read(text);

        Finding finding = Assert.Single(file.Findings, finding => finding.Rule == FindingRules.UnreadableJson);
        Assert.Equal((marked.IndexOf('⟧'), 1), (finding.Range.Start, finding.Range.Length));
        Assert.Equal(text.AsSpan(0, finding.Range.Start).Count('\n'), finding.Range.StartLine);
        Assert.Equal($"The manifest: {message}.", finding.Message);
        Assert.Contains(file.Flags, flag => flag.Key == "b");
    }
}
