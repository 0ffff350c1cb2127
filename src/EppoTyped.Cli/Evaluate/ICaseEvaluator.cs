using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EppoTyped.Cli.Evaluate;

/// <summary>Evaluates one line at a time, each independent of the others. Not thread-safe.</summary>
internal interface ICaseEvaluator : IAsyncDisposable
{
    /// <summary>Evaluates a line and writes one JSON object.</summary>
    /// <param name="line">The line.</param>
    /// <param name="writer">Receives the result; nothing is written when the line is malformed.</param>
    /// <param name="problem">What is wrong with the line, and what it should be.</param>
    bool TryEvaluate(string line, Utf8JsonWriter writer, [NotNullWhen(false)] out string? problem);
}
