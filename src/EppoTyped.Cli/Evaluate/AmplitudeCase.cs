using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EppoTyped.Amplitude;

namespace EppoTyped.Cli.Evaluate;

/// <summary>One line of input for Amplitude's engine: a user, or a context in the engine's own form.</summary>
/// <param name="User">The user; null where there is a context.</param>
/// <param name="Context">The context; undefined where there is a user.</param>
/// <param name="FlagKeys">Which flags; empty for all.</param>
internal sealed record AmplitudeCase(AmplitudeUser? User, JsonElement Context, IReadOnlyList<string> FlagKeys)
{
    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="case">The case.</param>
    /// <param name="problem">What is wrong with the line and what it should be.</param>
    public static bool TryParse(string line, [NotNullWhen(true)] out AmplitudeCase? @case, [NotNullWhen(false)] out string? problem)
    {
        @case = null;
        JsonElement root;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            root = document.RootElement.Clone();
            WholeCharacters.Check(root);
        }
        catch (JsonException exception)
        {
            problem = $"The line is no JSON: {exception.Message}";
            return false;
        }
        catch (InvalidOperationException)
        {
            problem = WholeCharacters.Problem;
            return false;
        }

        return TryRead(root, out @case, out problem);
    }

    private static bool TryRead(JsonElement root, [NotNullWhen(true)] out AmplitudeCase? @case, [NotNullWhen(false)] out string? problem)
    {
        @case = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            problem = "The line is no JSON object. Give {\"user\",\"flagKeys\"}.";
            return false;
        }

        if (!TryGetFlagKeys(root, out IReadOnlyList<string> flagKeys))
        {
            problem = "\"flagKeys\" is no array of strings. Give the keys of the flags, or leave it out for all.";
            return false;
        }

        bool hasUser = root.TryGetProperty("user", out JsonElement user);
        if (hasUser == root.TryGetProperty("context", out JsonElement context))
        {
            problem = hasUser ? "\"user\" and \"context\" are both there. Give one of them." : "\"user\" is missing. Give an object such as {\"user_id\":\"user-1\"}, or a \"context\".";
            return false;
        }

        if (!hasUser && context.ValueKind != JsonValueKind.Object)
        {
            problem = "\"context\" is no object. Give one such as {\"user\":{\"user_id\":\"user-1\"},\"groups\":{}}.";
            return false;
        }

        try
        {
            @case = new AmplitudeCase(hasUser ? AmplitudeUser.FromJson(user) : null, context, flagKeys);
            problem = null;
            return true;
        }
        catch (JsonException exception)
        {
            problem = $"\"user\" cannot be read: {exception.Message}";
            return false;
        }
    }

    private static bool TryGetFlagKeys(JsonElement root, out IReadOnlyList<string> flagKeys)
    {
        flagKeys = [];
        if (!root.TryGetProperty("flagKeys", out JsonElement given) || given.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (given.ValueKind != JsonValueKind.Array || given.EnumerateArray().Any(key => key.ValueKind != JsonValueKind.String))
        {
            return false;
        }

        flagKeys = [.. given.EnumerateArray().Select(key => key.GetString()!)];
        return true;
    }
}
