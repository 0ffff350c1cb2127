using System.Runtime.CompilerServices;

namespace EppoTyped.Snapshots;

/// <summary>
/// Holds a result against the file beside the test. Verify's names and habits, so that a move to Verify is deleting this file:
/// <c>Type.Method#Flags.g.verified.cs</c> is what was accepted, <c>.received.</c> what came instead.
/// </summary>
internal static class Verifier
{
    /// <summary>One text.</summary>
    public static void Verify(string text, string extension = "txt", [CallerFilePath] string testFile = "", [CallerMemberName] string method = "") =>
        Check(testFile, method, [($"{Stem(testFile, method)}.verified.{extension}", Normalised(text))]);

    /// <summary>The files of a generator, by their hint names.</summary>
    public static void VerifySources(IEnumerable<(string HintName, string Text)> sources, [CallerFilePath] string testFile = "", [CallerMemberName] string method = "") =>
        Check(
            testFile,
            method,
            [.. sources.Select(source => ($"{Stem(testFile, method)}#{Path.GetFileNameWithoutExtension(source.HintName)}.verified.cs", $"//HintName: {source.HintName}\n{Normalised(source.Text)}"))]);

    private static void Check(string testFile, string method, IReadOnlyList<(string Name, string Text)> results)
    {
        string folder = Path.GetDirectoryName(testFile)!;
        List<string> complaints = [];
        foreach ((string name, string text) in results)
        {
            string verified = Path.Combine(folder, name);
            string received = Received(verified);
            if (File.Exists(verified) && Normalised(File.ReadAllText(verified)) == text)
            {
                File.Delete(received);
                continue;
            }

            File.WriteAllText(received, text);
            complaints.Add($"{(File.Exists(verified) ? "Changed" : "New")}: {name}. Look at it, and accept it with\n  cp '{received}' '{verified}'");
        }

        IEnumerable<string> accepted = Directory.EnumerateFiles(folder, Stem(testFile, method) + "*.verified.*").Where(file => IsOf(file, testFile, method));
        complaints.AddRange(accepted.Where(file => results.All(result => result.Name != Path.GetFileName(file))).Select(file => $"Gone. Accept it with\n  rm '{file}'"));
        if (complaints.Count > 0)
            throw new InvalidOperationException(string.Join("\n", complaints));
    }

    private static bool IsOf(string file, string testFile, string method) => Path.GetFileName(file)[Stem(testFile, method).Length] is '#' or '.';

    private static string Stem(string testFile, string method) => $"{Path.GetFileNameWithoutExtension(testFile)}.{method}";

    private static string Received(string verified) => verified.Replace(".verified.", ".received.", StringComparison.Ordinal);

    private static string Normalised(string text) => text.ReplaceLineEndings("\n");
}
