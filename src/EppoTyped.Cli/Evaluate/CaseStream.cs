using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EppoTyped.Cli.Evaluate;

/// <summary>Reads cases line by line and writes results line by line, with one of each in memory at a time.</summary>
internal static class CaseStream
{
    private const int FlushBytes = 64 * 1024;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly byte[] LineEnd = [(byte)'\n'];

    /// <summary>
    /// Evaluates every line. For a malformed line it writes <c>{"line":N,"error":"..."}</c> and continues; blank lines are ignored.
    /// </summary>
    /// <param name="cases">The lines.</param>
    /// <param name="results">Receives the results, UTF-8.</param>
    /// <param name="evaluator">Evaluates a line.</param>
    /// <param name="promptly">True to flush each result at once, for a caller that waits for it; false to flush large blocks.</param>
    /// <param name="cancellation">Stops the run between two lines.</param>
    /// <returns>False when a line was malformed.</returns>
    public static async Task<bool> RunAsync(
        TextReader cases, Stream results, ICaseEvaluator evaluator, bool promptly, CancellationToken cancellation)
    {
        ArrayBufferWriter<byte> buffer = new(2 * FlushBytes);
        using Utf8JsonWriter writer = new(buffer, Relaxed);
        bool allValid = true;
        long number = 0;
        while (await cases.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            allValid &= Write(line, number, evaluator, writer);
            writer.Flush();
            writer.Reset();
            buffer.Write(LineEnd);
            if (promptly || buffer.WrittenCount >= FlushBytes)
            {
                await FlushAsync(buffer, results, cancellation).ConfigureAwait(false);
            }
        }

        await FlushAsync(buffer, results, cancellation).ConfigureAwait(false);
        return allValid;
    }

    private static bool Write(string line, long number, ICaseEvaluator evaluator, Utf8JsonWriter writer)
    {
        if (evaluator.TryEvaluate(line, writer, out string? problem))
        {
            return true;
        }

        writer.WriteStartObject();
        writer.WriteNumber("line", number);
        writer.WriteString("error", problem);
        writer.WriteEndObject();
        return false;
    }

    private static async Task FlushAsync(ArrayBufferWriter<byte> buffer, Stream results, CancellationToken cancellation)
    {
        await results.WriteAsync(buffer.WrittenMemory, cancellation).ConfigureAwait(false);
        await results.FlushAsync(cancellation).ConfigureAwait(false);
        buffer.ResetWrittenCount();
    }
}
