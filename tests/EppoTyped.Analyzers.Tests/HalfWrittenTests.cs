using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Tests;

/// <summary>An editor asks all the time, and mostly about code that does not compile yet.</summary>
public sealed class HalfWrittenTests
{
    public static TheoryData<string> Mistakes => [.. ((IEnumerable<object[]>)Sample.NamesIn("Mistakes")).Select(row => (string)row[0]).Where(name => Sample.Read("Mistakes", name).Files.Any(IsMarked))];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Code_that_ends_in_the_middle_of_a_mistake_is_looked_at_without_an_exception(string name)
    {
        Sample sample = Sample.Read("Mistakes", name);
        Sample cut = sample with { Files = [.. sample.Files.Select(file => IsMarked(file) ? Cut(file) : file)] };

        ImmutableArray<Diagnostic> messages = await Workbench.Of(cut).MessagesAsync();

        Assert.DoesNotContain(messages, message => message.Id == "AD0001");
    }

    private static bool IsMarked(SampleFile file) => file.Marks.Length > 0 && file.Name.EndsWith(".cs", StringComparison.Ordinal);

    private static SampleFile Cut(SampleFile file)
    {
        Marked mark = file.Marks[^1];
        return new SampleFile(file.Name, file.Text[..(mark.Start + mark.Length)], []);
    }
}
