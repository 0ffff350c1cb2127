using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// What can be answered from before the first fetch succeeds: the last good configuration on disk, or the one of the options.
/// </summary>
internal sealed class StartupConfigurations(ConfigurationUpdater updater, InitializationProgress progress, PollingSettings settings)
{
    // On the real clock: a disk that hangs, or a pipe in the file's place, must not keep the client from its first poll.
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    /// <summary>The configuration of the options; null when there is none.</summary>
    public ConfigurationResponse? Initial { get; init; }

    /// <summary>The one on disk, which is worth more; null when there is none.</summary>
    public LastGoodFile? LastGood { get; init; }

    private ILogger Diagnostics => settings.Diagnostics;

    /// <summary>Applies what there is. Never throws.</summary>
    public async Task ApplyAsync(CancellationToken stopping)
    {
        if (LastGood is not null)
        {
            await ApplyLastGoodAsync(LastGood, stopping).ConfigureAwait(false);
        }

        if (Initial is not null)
        {
            ApplyInitial(Initial);
        }
    }

    private async Task ApplyLastGoodAsync(LastGoodFile lastGood, CancellationToken stopping)
    {
        ConfigurationResponse? cached;
        try
        {
            cached = await Task.Run(lastGood.Read, CancellationToken.None).WaitAsync(LongestRead, stopping).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Diagnostics.LastGoodRefused(lastGood.Path, $"It could not be read within {LongestRead}.", "The client goes on without it.");
            return;
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (cached is null)
        {
            return;
        }

        if (TooOld(cached, lastGood.MaxAge) is { } problem)
        {
            Diagnostics.LastGoodRefused(lastGood.Path, problem, "It stays where it is until a configuration is fetched.");
        }
        else if (TryApply(cached, ConfigurationOrigin.Cache, out problem))
        {
            Diagnostics.LastGoodInUse(lastGood.Path, updater.FlagCount);
            progress.LastGoodApplied();
        }
        else if (problem is not null)
        {
            lastGood.SetAside(problem);
        }
    }

    private void ApplyInitial(ConfigurationResponse initial)
    {
        if (TryApply(initial, ConfigurationOrigin.Initial, out string? problem))
        {
            Diagnostics.InitialConfigurationInUse(updater.FlagCount);
            progress.InitialConfigurationApplied();
        }
        else if (problem is not null)
        {
            Diagnostics.InitialConfigurationRefused(settings.OptionsName, problem);
        }
    }

    private string? TooOld(ConfigurationResponse cached, TimeSpan? maxAge)
    {
        if (maxAge is not { } oldest || (cached.FetchedAt is { } confirmed && settings.Clock.GetUtcNow() - confirmed <= oldest))
        {
            return null;
        }

        string when = cached.FetchedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"at {at:u}") : "at an unknown time";
        return $"It was last confirmed {when}, longer ago than {settings.Option("CacheMaxAge")} ({oldest}) allows.";
    }

    private bool TryApply(ConfigurationResponse response, ConfigurationOrigin origin, out string? problem)
    {
        try
        {
            return updater.TryApply(response, origin, out problem);
        }
        catch (Exception exception)
        {
            problem = $"Reading it threw {exception.GetType().Name}.";
            return false;
        }
    }
}
