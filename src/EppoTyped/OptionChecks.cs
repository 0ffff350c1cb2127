using System.Globalization;

namespace EppoTyped;

/// <summary>Checks the options of a client, whatever its source. Each message names the option, its value and the correction.</summary>
internal static class OptionChecks
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public static void Check(EppoClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Between(nameof(options.PollInterval), options.PollInterval, ShortestInterval, Day, "30 seconds");
        if (options.PollJitter < TimeSpan.Zero || options.PollJitter >= options.PollInterval)
        {
            throw Wrong(
                nameof(options.PollJitter),
                options.PollJitter,
                $"it must be zero or more, and less than PollInterval ({options.PollInterval:c})",
                $"Set it to {options.PollInterval / 6:c}, for example, or make PollInterval longer.");
        }

        Between(nameof(options.RequestTimeout), options.RequestTimeout, Tick, TimeSpan.FromHours(1), "10 seconds");
        Between(nameof(options.InitializationTimeout), options.InitializationTimeout, Tick, Day, "10 seconds");
        if (options.MaxConfigurationBytes is < 1024 or > 1024 * 1024 * 1024)
        {
            throw Wrong(
                nameof(options.MaxConfigurationBytes),
                options.MaxConfigurationBytes,
                "it must be between 1024 and 1073741824 bytes",
                "The default is 67108864 (64 MiB).");
        }

        if (options.RejectShrinkBeyond is { } share && !(share is >= 0 and < 1))
        {
            throw Wrong(
                nameof(options.RejectShrinkBeyond),
                share,
                "it must be from 0 to less than 1, the share of the flags that may be lost",
                "Set it to 0.5, for example, or leave it out.");
        }

        CheckAssignments(options);
        if (options.HttpClient is not null && options.HttpMessageHandler is not null)
        {
            throw new ArgumentException(
                "EppoClientOptions.HttpClient and EppoClientOptions.HttpMessageHandler are both set, and only one can be used. "
                + "Keep HttpClient, or build it from that handler.");
        }

        if (options.Offline && (options.Source is not null || options.CacheFile is not null))
        {
            throw new ArgumentException(
                "EppoClientOptions.Offline is set, and so is Source or CacheFile: offline nothing is fetched, hence nothing is stored. "
                + "Leave them out; set InitialConfiguration.");
        }

        if (options.CacheFile is { } cacheFile && !NamesFile(cacheFile))
        {
            throw new ArgumentException(
                $"EppoClientOptions.CacheFile is \"{LogText.Sanitize(cacheFile)}\", which is not the name of a file. "
                + "Set it to a path such as \"/var/cache/shop/flags.eppo\", or leave it out.");
        }

        if (options.CacheMaxAge is { } oldest)
        {
            Between(nameof(options.CacheMaxAge), oldest, TimeSpan.FromMinutes(1), 3650 * Day, "none");
            if (options.CacheFile is null)
            {
                throw new ArgumentException(
                    "EppoClientOptions.CacheMaxAge is set, and CacheFile is not. Set CacheFile, or leave CacheMaxAge out.");
            }
        }

        if (options.TimeProvider is null)
        {
            throw new ArgumentException("EppoClientOptions.TimeProvider is null. Leave it out for the system's clock.");
        }
    }

    private static bool NamesFile(string path) =>
        !string.IsNullOrWhiteSpace(path) && !path.Contains('\0', StringComparison.Ordinal) && !Path.EndsInDirectorySeparator(path);

    private static void CheckAssignments(EppoClientOptions options)
    {
        if (!Enum.IsDefined(options.AssignmentDelivery))
        {
            throw Wrong(
                nameof(options.AssignmentDelivery), options.AssignmentDelivery, "it must be Worker or Inline", "The default is Worker.");
        }

        if (!Enum.IsDefined(options.AssignmentDropPolicy))
        {
            throw Wrong(
                nameof(options.AssignmentDropPolicy),
                options.AssignmentDropPolicy,
                "it must be DropNewest or DropOldest",
                "The default is DropNewest.");
        }

        if (options.AssignmentQueueCapacity is < 1 or > 1_000_000)
        {
            throw Wrong(
                nameof(options.AssignmentQueueCapacity),
                options.AssignmentQueueCapacity,
                "it must be between 1 and 1000000",
                "The default is 10000.");
        }

        Between(nameof(options.FlushTimeout), options.FlushTimeout, TimeSpan.Zero, TimeSpan.FromHours(1), "5 seconds");
        if (options.Deduplication is not { } deduplication)
        {
            throw new ArgumentException(
                "EppoClientOptions.Deduplication is null. Leave it out for the defaults, or set it to DeduplicationOptions.Off.");
        }

        CheckCapacity(nameof(deduplication.AssignmentCapacity), deduplication.AssignmentCapacity);
        CheckLifetime(nameof(deduplication.AssignmentLifetime), deduplication.AssignmentLifetime, "no limit (null)");
        CheckCapacity(nameof(deduplication.BanditActionCapacity), deduplication.BanditActionCapacity);
        CheckLifetime(nameof(deduplication.BanditActionLifetime), deduplication.BanditActionLifetime, "10 minutes");
    }

    private static void CheckCapacity(string option, int capacity)
    {
        if (capacity is < 0 or > InMemoryAssignmentStore.MostEntries)
        {
            throw Wrong(
                $"Deduplication.{option}", capacity, "it must be between 0 and 10000000", "The default is 50000; 0 logs every one.");
        }
    }

    private static void CheckLifetime(string option, TimeSpan? lifetime, string usual)
    {
        if (lifetime is { } value)
        {
            Between($"Deduplication.{option}", value, TimeSpan.FromTicks(1), InMemoryAssignmentStore.LongestLifetime, usual);
        }
    }

    private static void Between(string option, TimeSpan value, TimeSpan least, TimeSpan most, string usual)
    {
        if (value < least || value > most)
        {
            throw Wrong(option, value, $"it must be between {least:c} and {most:c}", $"The default is {usual}.");
        }
    }

    private static ArgumentException Wrong(string option, object value, string rule, string correction) =>
        new(string.Create(CultureInfo.InvariantCulture, $"EppoClientOptions.{option} is {value}; {rule}. {correction}"));
}
