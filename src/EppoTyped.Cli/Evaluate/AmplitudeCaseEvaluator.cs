using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EppoTyped.Amplitude;

namespace EppoTyped.Cli.Evaluate;

/// <summary>Evaluates cases as Amplitude Experiment does, without a network.</summary>
internal sealed class AmplitudeCaseEvaluator : ICaseEvaluator
{
    private readonly AmplitudeLocalClient _client;

    /// <summary>Creates an evaluator over a local client that is never started.</summary>
    /// <exception cref="FormatException">The flags cannot be read.</exception>
    public AmplitudeCaseEvaluator(string flags)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(flags);
            if (document.RootElement.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            {
                throw new FormatException(
                    "The file is neither an array of flags nor an object of flags by key. Use the flags as Amplitude serves them.");
            }

            WholeCharacters.Check(document.RootElement);
            AmplitudeLocalOptions options = new() { Bootstrap = flags, LoggerFactory = new StandardErrorLog() };
            _client = new AmplitudeLocalClient("no-key-is-needed", options);
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("A text contains half of a surrogate pair. Use the whole character.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public bool TryEvaluate(string line, Utf8JsonWriter writer, [NotNullWhen(false)] out string? problem)
    {
        if (!AmplitudeCase.TryParse(line, out AmplitudeCase? @case, out problem))
        {
            return false;
        }

        IReadOnlyDictionary<string, Variant> variants =
            @case.User is { } user ? _client.Evaluate(user, @case.FlagKeys) : _client.EvaluateContext(@case.Context, @case.FlagKeys);
        writer.WriteStartObject();
        writer.WriteStartObject("variants");
        foreach ((string flag, Variant variant) in variants)
        {
            writer.WritePropertyName(flag);
            variant.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return true;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
