using System.Diagnostics;

namespace EppoTyped.Soak;

/// <summary>Makes clients, swaps their configurations, spoils their cache file, disposes them in every way and makes them again.</summary>
internal sealed class ClientLives
{
    // A poll that hangs takes half a second, and two may come before the one that was asked for.
    private static readonly TimeSpan LongestRefresh = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestDispose = TimeSpan.FromSeconds(20);

    private readonly FlappingServer _server;
    private readonly Verdict _verdict;
    private readonly Random _random;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eppotyped-soak-");
    private readonly LivingClient _shared;
    private volatile LivingClient _current;
    private long _loggedBefore;

    public ClientLives(FlappingServer server, Verdict verdict, int seed)
    {
        (_server, _verdict, _random) = (server, verdict, new Random(seed));
        _shared = Start(attach: true);
        _current = Start(attach: false);
    }

    /// <summary>The client of the moment.</summary>
    public LivingClient Current => _current;

    /// <summary>The one that lives from beginning to end, behind <see cref="FlagClient.Shared"/>.</summary>
    public LivingClient Shared => _shared;

    public long Lives { get; private set; }

    public long Swaps { get; private set; }

    public long Logged => _loggedBefore + _shared.Logger.Taken + _current.Logger.Taken;

    public async Task LiveUntilAsync(DateTime end)
    {
        while (DateTime.UtcNow < end)
        {
            await Task.Delay(_random.Next(100, 700));
            switch (_random.Next(5))
            {
                case 0 or 1:
                    LivingClient old = _current;
                    _current = Start(attach: false);
                    await EndAsync(old);
                    break;
                case 2:
                    int version = _server.Latest;
                    _server.Hand(version);
                    (_random.Next(2) == 0 ? _shared : _current).Client.SetConfiguration(EppoConfiguration.FromResponses(KnownAnswers.Configuration(version)));
                    Swaps++;
                    break;
                case 3:
                    await RefreshAsync(_random.Next(2) == 0 ? _shared : _current);
                    break;
                default:
                    await File.WriteAllTextAsync(CacheFile, "spoiled");
                    break;
            }
        }
    }

    /// <summary>Ends the last two.</summary>
    public async Task EndAsync()
    {
        await EndAsync(_current);
        await EndAsync(_shared);
        _folder.Delete(recursive: true);
    }

    private string CacheFile => Path.Combine(_folder.FullName, "flags.eppo");

    private LivingClient Start(bool attach)
    {
        Lives++;
        MoodyLogger logger = new(_random.Next());
        EppoClient client = EppoClient.Start(new EppoClientOptions
        {
            SdkKey = "soak-key",
            BaseUrl = _server.Url,
            PollInterval = TimeSpan.FromMilliseconds(100),
            PollJitter = TimeSpan.FromMilliseconds(20),
            RequestTimeout = TimeSpan.FromMilliseconds(500),
            MaxConfigurationBytes = 1024 * 1024,
            CacheFile = CacheFile,
            AssignmentLogger = logger,
            AttachToShared = attach,
        });
        client.ConfigurationChanged += (_, change) =>
        {
            if (change.Added.Count > 0)
            {
                throw new InvalidOperationException("A handler that throws.");
            }
        };
        return new LivingClient(client, logger);
    }

    private async Task RefreshAsync(LivingClient living)
    {
        try
        {
            await living.Client.RefreshAsync().WaitAsync(LongestRefresh);
        }
        catch (TimeoutException)
        {
            _verdict.Blame($"A refresh has not ended within {LongestRefresh}");
        }
    }

    private async Task EndAsync(LivingClient living)
    {
        living.IsEnding = true;
        Stopwatch watch = Stopwatch.StartNew();
        if (_random.Next(2) == 0)
        {
            await living.Client.DisposeAsync();
        }
        else
        {
            living.Client.Dispose();
        }

        living.Client.Dispose();
        if (watch.Elapsed > LongestDispose)
        {
            _verdict.Blame($"A dispose has taken {watch.Elapsed}");
        }

        _loggedBefore += living.Logger.Taken;
        DeliveryStatistics books = living.Client.AssignmentStatistics;
        if (books.Pending == 0 && (books.Delivered != living.Logger.Taken || books.Failed != living.Logger.Refused))
        {
            _verdict.Blame($"The books say {books}, and the logger has taken {living.Logger.Taken} and refused {living.Logger.Refused}");
        }
    }
}
