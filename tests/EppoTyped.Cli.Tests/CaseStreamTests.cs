using EppoTyped.Cli.Evaluate;

namespace EppoTyped.Cli.Tests;

/// <summary>A million lines pass through in constant memory.</summary>
public sealed class CaseStreamTests
{
    private const string Configuration =
        """
        { "flags": { "split": { "key": "split", "enabled": true, "variationType": "STRING", "totalShards": 10000,
          "variations": { "a": { "key": "a", "value": "a" }, "b": { "key": "b", "value": "b" } },
          "allocations": [{ "key": "all", "doLog": false, "splits": [
            { "variationKey": "a", "shards": [{ "salt": "s", "ranges": [{ "start": 0, "end": 5000 }] }] },
            { "variationKey": "b", "shards": [] }] }] } } }
        """;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_million_lines_pass_in_constant_memory()
    {
        const int Lines = 1_000_000;
        await using EppoCaseEvaluator evaluator = new(Configuration, null, TimeProvider.System, withDetails: false);
        using NumberedCases cases = new(Lines);
        using CountingStream results = new();

        bool allWell = await CaseStream.RunAsync(cases, results, evaluator, promptly: false, CancellationToken.None);

        Assert.True(allWell);
        Assert.Equal(Lines, results.LineEnds);
        // What lives after a tenth of the lines is what lives at the end, give or take what the collector has not visited.
        Assert.InRange(cases.LiveBytesAtEnd - cases.LiveBytesAtTenth, long.MinValue, 4 * 1024 * 1024);
    }

    private sealed class NumberedCases(int count) : TextReader
    {
        private int _given;

        public long LiveBytesAtTenth { get; private set; }

        public long LiveBytesAtEnd { get; private set; }

        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            if (_given == count / 10)
            {
                LiveBytesAtTenth = GC.GetTotalMemory(forceFullCollection: true);
            }

            if (_given == count)
            {
                LiveBytesAtEnd = GC.GetTotalMemory(forceFullCollection: true);
                return ValueTask.FromResult<string?>(null);
            }

            return ValueTask.FromResult<string?>($$"""{"flag":"split","type":"STRING","subject":"subject-{{_given++}}","default":"none"}""");
        }
    }

    private sealed class CountingStream : MemoryStream
    {
        public long LineEnds { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            LineEnds += buffer.Span.Count((byte)'\n');
            return ValueTask.CompletedTask;
        }
    }
}
