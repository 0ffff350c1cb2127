using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Tests;

/// <summary>Small projects with one mistake each, marked in the text, and small projects without any.</summary>
public sealed class CorpusTests
{
    // True of every string-keyed call, so they are compared only where a sample is about them.
    private static readonly string[] Hints = ["EPPO2002", "EPPO2009"];

    public static TheoryData<string> Mistakes => Sample.NamesIn("Mistakes");

    public static TheoryData<string> Correct => Sample.NamesIn("Correct");

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_has_its_message_at_its_place_and_nothing_else_has_one(string name)
    {
        Sample sample = Sample.Read("Mistakes", name);
        Workbench bench = Workbench.Of(sample);
        Assert.NotEmpty(Expected(sample));
        Assert.Empty(await bench.ErrorsAsync());
        Assert.Equal(Expected(sample), Places(sample, await bench.MessagesAsync()));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_fix_gives_the_text_that_is_told_and_leaves_no_message(string name)
    {
        Sample sample = Sample.Read("Mistakes", name);
        if (!sample.HasFix)
            return;
        Workbench bench = Workbench.Of(sample);
        Diagnostic message = (await bench.MessagesAsync()).First(diagnostic => sample.Files.Any(file => file.Marks.Any(mark => mark.Id == diagnostic.Id)));
        Workbench mended = await bench.FixAsync(message, sample.Fix);
        foreach (SampleFile file in sample.Fixed)
            Assert.Equal(file.Text, await mended.TextAsync(file.Name));
        Assert.Empty(await mended.ErrorsAsync());
        Assert.Empty(Places(sample, await mended.MessagesAsync()));
    }

    [Theory]
    [MemberData(nameof(Correct))]
    public async Task What_is_right_has_no_message(string name)
    {
        Sample sample = Sample.Read("Correct", name);
        Workbench bench = Workbench.Of(sample);
        Assert.Empty(await bench.ErrorsAsync());
        Assert.Empty((await bench.MessagesAsync()).Where(diagnostic => !Hints.Contains(diagnostic.Id)).Select(diagnostic => diagnostic.ToString()));
    }

    private static IEnumerable<Marked> Expected(Sample sample) => sample.Files.SelectMany(file => file.Marks).OrderBy(mark => mark.File, StringComparer.Ordinal).ThenBy(mark => mark.Start).ThenBy(mark => mark.Id, StringComparer.Ordinal);

    private static IEnumerable<Marked> Places(Sample sample, IEnumerable<Diagnostic> messages) => messages
        .Where(message => !Hints.Contains(message.Id) || sample.Name.StartsWith(message.Id, StringComparison.Ordinal))
        .Select(message => new Marked(message.Id, Path.GetFileName(message.Location.GetLineSpan().Path), message.Location.SourceSpan.Start, message.Location.SourceSpan.Length))
        .OrderBy(mark => mark.File, StringComparer.Ordinal).ThenBy(mark => mark.Start).ThenBy(mark => mark.Id, StringComparer.Ordinal);
}
