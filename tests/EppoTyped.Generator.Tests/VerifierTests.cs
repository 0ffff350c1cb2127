using EppoTyped.Snapshots;

namespace EppoTyped.Generator.Tests;

/// <summary>A snapshot that accepts everything would hold nothing.</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("verifier");

    private string TestFile => Path.Combine(_folder.FullName, "Tests.cs");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_accepted_passes_whatever_its_line_ends()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "Tests.Method.verified.txt"), "a\r\nb");

        Verifier.Verify("a\nb", testFile: TestFile, method: "Method");

        Assert.Equal(["Tests.Method.verified.txt"], Files());
    }

    [Fact]
    public void A_change_fails_and_tells_how_to_accept_it()
    {
        string verified = Path.Combine(_folder.FullName, "Tests.Method.verified.txt");
        File.WriteAllText(verified, "a");

        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => Verifier.Verify("b", testFile: TestFile, method: "Method"));

        Assert.Contains($"cp '{verified.Replace(".verified.", ".received.", StringComparison.Ordinal)}' '{verified}'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["Tests.Method.received.txt", "Tests.Method.verified.txt"], Files());
    }

    [Fact]
    public void A_file_that_is_no_longer_made_fails()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "Tests.Method#Gone.g.verified.cs"), "x");
        File.WriteAllText(Path.Combine(_folder.FullName, "Tests.MethodOfAnother#Flags.g.verified.cs"), "x");

        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => Verifier.VerifySources([], testFile: TestFile, method: "Method"));

        Assert.Contains("Gone", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MethodOfAnother", failure.Message, StringComparison.Ordinal);
    }

    private IEnumerable<string?> Files() => Directory.EnumerateFiles(_folder.FullName).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
