using System.Text.Json.Nodes;
using EppoTyped.CodeFixes.Manifests;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Analyzers.Tests.Manifests;

/// <summary>Whatever the layout: the result is JSON that differs by the flag, and the text by one piece. System.Text.Json judges.</summary>
public sealed class ManifestEditPropertyTests
{
    private const int Manifests = 4000;

    public static TheoryData<string> NewKeys => ["new", "a \"quoted\" one", "back\\slash", "tab\tand\u0001", "café 😀", "flags"];

    [Theory]
    [MemberData(nameof(NewKeys))]
    public void An_added_flag_is_there_last_and_nothing_else_changes(string key)
    {
        for (int seed = 0; seed < Manifests / 4; seed++)
        {
            string before = new RandomManifest(seed).Write();
            string after = ManifestEdit.AddFlag(SourceText.From(before), new NewFlag(key, FlagType.Float, "1.5"))!.ToString();
            JsonObject expected = Parse(before);
            JsonObject flags = expected["flags"] as JsonObject ?? [];
            flags.Add(key, new JsonObject { ["flagType"] = "float", ["defaultValue"] = JsonNode.Parse("1.5") });
            expected["flags"] ??= flags;
            Assert.Equal(expected.ToJsonString(), Parse(after).ToJsonString());
            AssertOnePiece(before, after);
            AssertOneLineEnd(after);
        }
    }

    [Fact]
    public void A_removed_flag_is_gone_and_nothing_else_changes()
    {
        for (int seed = 0; seed < Manifests; seed++)
        {
            string before = new RandomManifest(seed).Write();
            foreach (string key in (Parse(before)["flags"] as JsonObject ?? []).Select(flag => flag.Key).ToArray())
            {
                string after = ManifestEdit.RemoveFlag(SourceText.From(before), key)!.ToString();
                JsonObject expected = Parse(before);
                ((JsonObject)expected["flags"]!).Remove(key);
                Assert.Equal(expected.ToJsonString(), Parse(after).ToJsonString());
                AssertOnePiece(after, before);
            }
        }
    }

    [Fact]
    public void Removing_what_was_added_gives_the_same_text()
    {
        for (int seed = 0; seed < Manifests; seed++)
        {
            SourceText before = SourceText.From(new RandomManifest(seed).Write());
            if (Parse(before.ToString())["flags"] is JsonObject { Count: > 0 })
                Assert.Equal(before.ToString(), ManifestEdit.RemoveFlag(ManifestEdit.AddFlag(before, new NewFlag("new", FlagType.String, "\"\""))!, "new")!.ToString());
        }
    }

    private static JsonObject Parse(string text) => (JsonObject)JsonNode.Parse(text.TrimStart('\uFEFF'))!;

    /// <summary>The longer text is the shorter one with one piece put in; blanks between braces that were empty may go for it.</summary>
    private static void AssertOnePiece(string shorter, string longer)
    {
        int start = shorter.Zip(longer).TakeWhile(pair => pair.First == pair.Second).Count();
        int end = shorter.Reverse().Zip(longer.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(start + end >= shorter.Length || shorter[start..^end].All(c => char.IsWhiteSpace(c) || c is '{' or '}'), shorter + "\n=>\n" + longer);
    }

    private static void AssertOneLineEnd(string text) => Assert.True(!text.Contains('\r') || text.Count(c => c == '\r') == text.Count(c => c == '\n'), text);
}
