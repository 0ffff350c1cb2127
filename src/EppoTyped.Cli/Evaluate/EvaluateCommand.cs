using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace EppoTyped.Cli.Evaluate;

/// <summary><c>eppo evaluate</c>: evaluates cases, one JSON object per line, with a configuration file.</summary>
internal static class EvaluateCommand
{
    private const string Eppo = "eppo";
    private const string Amplitude = "amplitude";

    public static Command Create()
    {
        Option<FileInfo> config = new("--config")
        {
            Description =
                "The file of flags, as the vendor serves it: Eppo's flag configuration (UFC), or the flags of an Amplitude deployment.",
            Required = true,
        };
        Option<string> engine = new("--engine")
        {
            Description = "The vendor whose rules are used: eppo or amplitude.",
            DefaultValueFactory = _ => Eppo,
        };
        Option<FileInfo?> bandits = new("--bandits") { Description = "The file of bandit models, as Eppo's bandits endpoint serves it." };
        Option<FileInfo?> input = new("--input") { Description = "The file of cases, one JSON object per line. Default: standard input." };
        Option<bool> details = new("--details") { Description = "Adds every step of each evaluation to its result." };
        Option<DateTimeOffset?> now = new("--now")
        {
            Description = "The time of evaluation, ISO 8601, such as 2026-11-21T09:00:00Z; UTC without an offset. Default: now.",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                // The platform would also read 01/02/2026, where it is unclear which number is the month.
                bool beginsAsIso = text.Length >= 10 && text[4] == '-' && text[7] == '-';
                if (beginsAsIso
                    && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
                {
                    return time;
                }

                result.AddError($"--now: '{text}' is not an ISO 8601 time. Use one such as 2026-11-21T09:00:00Z.");
                return null;
            },
        };
        Command command = new("evaluate", "Evaluates cases, one JSON object per line, and prints one result per line, in the same order.")
        {
            engine, config, bandits, input, details, now,
        };
        command.Validators.Add(result =>
        {
            // Defaults are applied after validation.
            string name = result.GetValue(engine) ?? Eppo;
            if (name is not (Eppo or Amplitude))
            {
                result.AddError($"--engine: '{name}' is not an engine. Use eppo or amplitude.");
            }

            Option[] onlyForEppo = [bandits, details, now];
            foreach (Option option in onlyForEppo.Where(option => name == Amplitude && result.GetResult(option) is not null))
            {
                result.AddError($"{option.Name}: Amplitude's engine does not support it. Omit it, or use --engine eppo.");
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
        string engine,
        FileInfo config,
        FileInfo? bandits,
        FileInfo? input,
        bool details,
        DateTimeOffset? now,
        CancellationToken cancellation)
    {
        foreach ((string option, FileInfo? file) in new[] { ("--config", config), ("--bandits", bandits), ("--input", input) })
        {
            if (file is { Exists: false })
            {
                await Console.Error.WriteLineAsync($"{option}: file '{file}' does not exist.").ConfigureAwait(false);
                return 2;
            }
        }

        ICaseEvaluator evaluator;
        try
        {
            string configuration = await File.ReadAllTextAsync(config.FullName, cancellation).ConfigureAwait(false);
            string? models = bandits is null ? null : await File.ReadAllTextAsync(bandits.FullName, cancellation).ConfigureAwait(false);
            TimeProvider clock = now is { } fixedNow ? new FixedClock(fixedNow) : TimeProvider.System;
            evaluator = engine == Amplitude
                ? new AmplitudeCaseEvaluator(configuration)
                : new EppoCaseEvaluator(configuration, models, clock, details);
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            string files = bandits is null ? $"--config: {config}" : $"--config: {config}, --bandits: {bandits}";
            await Console.Error.WriteLineAsync($"{files}: {exception.Message}").ConfigureAwait(false);
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
