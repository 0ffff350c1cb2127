using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace EppoTyped.Cli.Evaluate;

/// <summary><c>eppo evaluate</c>: evaluates cases, one JSON object a line, against a configuration file.</summary>
internal static class EvaluateCommand
{
    private const string Eppo = "eppo";
    private const string Amplitude = "amplitude";

    public static Command Create()
    {
        Option<FileInfo> config = new("--config") { Description = "The flags, as the vendor serves them: Eppo's flag configuration (UFC), or the flags of an Amplitude deployment.", Required = true };
        Option<string> engine = new("--engine") { Description = "Whose rules decide: eppo or amplitude.", DefaultValueFactory = _ => Eppo };
        Option<FileInfo?> bandits = new("--bandits") { Description = "The bandit models, as Eppo's bandits endpoint serves them." };
        Option<FileInfo?> input = new("--input") { Description = "The cases, one JSON object a line; standard input without it." };
        Option<bool> details = new("--details") { Description = "Adds every step of each evaluation." };
        Option<DateTimeOffset?> now = new("--now")
        {
            Description = "The time to evaluate at, ISO 8601, such as 2026-11-21T09:00:00Z; without an offset it is UTC.",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                // The platform reads 01/02/2026 too, and only it knows which of the two is the month.
                bool beginsAsIso = text.Length >= 10 && text[4] == '-' && text[7] == '-';
                if (beginsAsIso && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
                {
                    return time;
                }

                result.AddError($"--now: '{text}' is no ISO 8601 time. Give one such as 2026-11-21T09:00:00Z.");
                return null;
            },
        };
        Command command = new("evaluate", "Evaluates cases, one JSON object a line, and prints one result a line, in order.") { engine, config, bandits, input, details, now };
        command.Validators.Add(result =>
        {
            // Defaults come after validation.
            string name = result.GetValue(engine) ?? Eppo;
            if (name is not (Eppo or Amplitude))
            {
                result.AddError($"--engine: '{name}' is none. Give eppo or amplitude.");
            }

            foreach (Option option in new Option[] { bandits, details, now }.Where(option => name == Amplitude && result.GetResult(option) is not null))
            {
                result.AddError($"{option.Name}: Amplitude's engine has no use for it. Leave it out, or give --engine eppo.");
            }
        });
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(engine),
            parsed.GetRequiredValue(config),
            parsed.GetValue(bandits),
            parsed.GetValue(input),
            parsed.GetValue(details),
            parsed.GetValue(now),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string engine, FileInfo config, FileInfo? bandits, FileInfo? input, bool details, DateTimeOffset? now, CancellationToken cancellation)
    {
        foreach ((string option, FileInfo? file) in new[] { ("--config", config), ("--bandits", bandits), ("--input", input) })
        {
            if (file is { Exists: false })
            {
                await Console.Error.WriteLineAsync($"{option}: there is no file '{file}'.").ConfigureAwait(false);
                return 2;
            }
        }

        ICaseEvaluator evaluator;
        try
        {
            string configuration = await File.ReadAllTextAsync(config.FullName, cancellation).ConfigureAwait(false);
            string? models = bandits is null ? null : await File.ReadAllTextAsync(bandits.FullName, cancellation).ConfigureAwait(false);
            evaluator = engine == Amplitude
                ? new AmplitudeCaseEvaluator(configuration)
                : new EppoCaseEvaluator(configuration, models, now is { } fixedNow ? new FixedClock(fixedNow) : TimeProvider.System, details);
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"--config: {config}{(bandits is null ? "" : $", --bandits: {bandits}")}: {exception.Message}").ConfigureAwait(false);
            return 2;
        }

        await using ConfiguredAsyncDisposable owned = evaluator.ConfigureAwait(false);
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        Stream lines;
        try
        {
            lines = input?.OpenRead() ?? Console.OpenStandardInput();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"--input: {input}: {exception.Message}").ConfigureAwait(false);
            return 2;
        }

        using StreamReader cases = new(lines, utf8);
        using Stream results = Console.OpenStandardOutput();
        return await CaseStream.RunAsync(cases, results, evaluator, promptly: input is null, cancellation).ConfigureAwait(false) ? 0 : 1;
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
