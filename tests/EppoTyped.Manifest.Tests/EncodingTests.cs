using System.Text;
using EppoTyped.Manifest.Model;

namespace EppoTyped.Manifest.Tests;

/// <summary>A manifest is UTF-8. The reader sees text only, and tells what other encodings leave in it.</summary>
public sealed class EncodingTests
{
    private const string German = """{ "flags": {""" + "\n" + """  "größe": { "flagType": "string", "defaultValue": "süß" } } }""";

    [Fact]
    public void Bytes_that_are_no_utf8_are_told_once_at_the_first_of_them()
    {
        ManifestFile file = Manifests.Read(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(German)));

        Finding finding = Assert.Single(file.Findings);
        Assert.Equal("EPPO1001 2:6", Manifests.Place(finding));
        Assert.Equal(
            "The manifest: the character U+FFFD stands where bytes were not valid UTF-8; save the file as UTF-8 (or write \\ufffd where you mean that character).",
            finding.Message);
        Assert.Single(file.Flags);
    }

    [Fact]
    public void Text_of_a_code_page_is_told_at_its_first_letter_beyond_ascii()
    {
        Finding finding = Assert.Single(ManifestReader.Read("flags.json", German, decodedAsUnicode: false).Findings);

        Assert.Equal("EPPO1001 2:6", Manifests.Place(finding));
        Assert.Equal("The manifest: \"ö\" is not valid UTF-8; save the file as UTF-8.", finding.Message);
    }

    [Fact]
    public void Utf16_without_its_mark_is_told_and_keeps_its_accessors()
    {
        foreach (Encoding utf16 in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            ManifestFile file = Manifests.Read(Encoding.UTF8.GetString(utf16.GetBytes(Manifests.Design)));

            Assert.Equal("EPPO1001 1:1 The manifest is UTF-16 without a byte order mark; save it as UTF-8.", Assert.Single(file.Findings) is { } finding ? $"{Manifests.Place(finding)} {finding.Message}" : "");
            Assert.Equal(Manifests.Read(Manifests.Design).Flags.Select(flag => flag.Key), file.Flags.Select(flag => flag.Key));
        }
    }

    [Fact]
    public void Utf8_and_marked_utf16_are_read_as_they_are()
    {
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(true), new UTF8Encoding(false), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            using StreamReader reader = new(new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(German)]), detectEncodingFromByteOrderMarks: true);
            ManifestFile file = Manifests.Read(reader.ReadToEnd());

            Assert.Empty(file.Findings);
            Assert.Equal("größe", Assert.Single(file.Flags).Key);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Plain_ascii_and_an_escaped_replacement_character_are_valid_in_any(bool decodedAsUnicode) =>
        Assert.Empty(ManifestReader.Read("flags.json", """{ "flags": { "x": { "flagType": "string", "defaultValue": "\ufffd" } } }""", decodedAsUnicode).Findings);
}
