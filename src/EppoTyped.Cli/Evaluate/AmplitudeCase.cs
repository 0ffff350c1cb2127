using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EppoTyped.Amplitude;

namespace EppoTyped.Cli.Evaluate;

/// <summary>
/// One line of input for Amplitude's engine: a user, or a context in the engine's own form, and optionally keys of flags.
/// </summary>
/// <param name="User">The user; null where the line has a context.</param>
/// <param name="Context">The context; undefined where the line has a user.</param>
/// <param name="FlagKeys">The keys of the flags to evaluate; empty for all flags.</param>
internal sealed record AmplitudeCase(AmplitudeUser? User, JsonElement Context, IReadOnlyList<string> FlagKeys)
{
    /// <summary>Parses a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="case">The case.</param>
    /// <param name="problem">What is wrong with the line, and what it should be.</param>
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
            problem = $"The line is not JSON: {exception.Message}";
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
            problem = "The line is not a JSON object. Expected: {\"user\":{...},\"flagKeys\":[...]}.";
            return false;
        }

        if (!TryGetFlagKeys(root, out IReadOnlyList<string> flagKeys))
        {
            problem = "\"flagKeys\" is not an array of strings. List the keys of the flags, or omit it for all flags.";
            return false;
        }

        bool hasUser = root.TryGetProperty("user", out JsonElement user);
        if (hasUser == root.TryGetProperty("context", out JsonElement context))
        {
            problem = hasUser
                ? "The line has both \"user\" and \"context\". Use one of them."
                : "\"user\" is missing. Add an object such as {\"user_id\":\"user-1\"}, or a \"context\".";
            return false;
        }

        if (!hasUser && context.ValueKind != JsonValueKind.Object)
        {
            problem = "\"context\" is not an object. Use one such as {\"user\":{\"user_id\":\"user-1\"},\"groups\":{}}.";
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
        if (!root.TryGetProperty("flagKeys", out JsonElement keys) || keys.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (keys.ValueKind != JsonValueKind.Array || keys.EnumerateArray().Any(key => key.ValueKind != JsonValueKind.String))
        {
            return false;
        }

        flagKeys = [.. keys.EnumerateArray().Select(key => key.GetString()!)];
        return true;
    }
}
