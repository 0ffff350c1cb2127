using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace EppoTyped.Analyzers.Tests;

/// <summary>
/// A program before and after flags are retired, and what both are run with: its <c>Probe.Run(FlagClient, string)</c> is called once for each line of
/// <c>--- inputs</c>. <c>Log.Of("name", value)</c> in a program tells that it was evaluated. Without a manifest it is that of the folder.
/// </summary>
internal sealed record RetirementSample(Sample Program, ImmutableArray<string> Inputs)
{
    private const string Folder = "Retirements";
    private const string Log = """
        static class Log
        {
            private static readonly List<string> Lines = new();

            public static T Of<T>(string name, T value)
            {
                Lines.Add(name);
                return value;
            }

            public static void Say(string line) => Lines.Add(line);

            public static string Take()
            {
                string all = string.Join(", ", Lines);
                Lines.Clear();
                return all;
            }
        }
        """;

    public static TheoryData<string> Names => Sample.NamesIn(Folder);

    public static RetirementSample Read(string name) => Parse(name, File.ReadAllText(Sample.PathOf(Folder, name + ".txt")));

    public static RetirementSample Parse(string name, string text)
    {
        Sample program = Sample.Parse(name, text);
        ImmutableArray<SampleFile> files = program.Files.Add(new SampleFile("Log.cs", Log, []));
        if (!files.Any(file => file.Name == "flags.json"))
            files = files.Add(new SampleFile("flags.json", File.ReadAllText(Sample.PathOf(Folder, "flags.json")), []));
        Match inputs = Regex.Match(text, @"^--- inputs\n(.*?)(?=^--- |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        return new RetirementSample(program with { Files = files }, inputs.Success ? [.. inputs.Groups[1].Value.TrimEnd('\n').Split('\n')] : [""]);
    }
}
