namespace EppoTyped.Tests.Polling;

public sealed class OptionsTests
{
    private static readonly EppoClientOptions Good = new() { SdkKey = "key", AttachToShared = false, BaseUrl = "http://127.0.0.1:9" };

    private static readonly (string Case, EppoClientOptions Options, string[] Says)[] Wrong =
    [
        ("interval zero", Good with { PollInterval = TimeSpan.Zero }, ["EppoClientOptions.PollInterval is 00:00:00;", "30 seconds"]),
        ("interval negative", Good with { PollInterval = TimeSpan.FromSeconds(-1) }, ["EppoClientOptions.PollInterval is -00:00:01"]),
        ("interval endless", Good with { PollInterval = TimeSpan.MaxValue }, ["EppoClientOptions.PollInterval is 10675199", "1.00:00:00"]),
        ("jitter over the interval", Good with { PollInterval = TimeSpan.FromSeconds(3) }, ["EppoClientOptions.PollJitter is 00:00:05", "less than PollInterval (00:00:03)", "Set it to 00:00:00.5"]),
        ("jitter as the interval", Good with { PollJitter = TimeSpan.FromSeconds(30) }, ["EppoClientOptions.PollJitter is 00:00:30"]),
        ("jitter negative", Good with { PollJitter = TimeSpan.FromSeconds(-1) }, ["EppoClientOptions.PollJitter is -00:00:01"]),
        ("request timeout zero", Good with { RequestTimeout = TimeSpan.Zero }, ["EppoClientOptions.RequestTimeout is 00:00:00", "10 seconds"]),
        ("request timeout endless", Good with { RequestTimeout = Timeout.InfiniteTimeSpan }, ["EppoClientOptions.RequestTimeout is -00:00:00.0010000"]),
        ("initialization timeout zero", Good with { InitializationTimeout = TimeSpan.Zero }, ["EppoClientOptions.InitializationTimeout is 00:00:00", "10 seconds"]),
        ("bytes zero", Good with { MaxConfigurationBytes = 0 }, ["EppoClientOptions.MaxConfigurationBytes is 0", "64 MiB"]),
        ("shrink negative", Good with { RejectShrinkBeyond = -0.1 }, ["EppoClientOptions.RejectShrinkBeyond is -0.1", "Set it to 0.5"]),
        ("shrink of all", Good with { RejectShrinkBeyond = 1 }, ["EppoClientOptions.RejectShrinkBeyond is 1;", "less than 1"]),
        ("shrink in per cent", Good with { RejectShrinkBeyond = 50 }, ["EppoClientOptions.RejectShrinkBeyond is 50;"]),
        ("shrink of no number", Good with { RejectShrinkBeyond = double.NaN }, ["EppoClientOptions.RejectShrinkBeyond is NaN;"]),
        ("delivery", Good with { AssignmentDelivery = (AssignmentDelivery)7 }, ["EppoClientOptions.AssignmentDelivery is 7", "Worker"]),
        ("no queue", Good with { AssignmentQueueCapacity = 0 }, ["EppoClientOptions.AssignmentQueueCapacity is 0", "10000"]),
        ("flush negative", Good with { FlushTimeout = TimeSpan.FromSeconds(-1) }, ["EppoClientOptions.FlushTimeout is -00:00:01", "5 seconds"]),
        ("no deduplication", Good with { Deduplication = null! }, ["EppoClientOptions.Deduplication is null", "DeduplicationOptions.Off"]),
        ("memory negative", Good with { Deduplication = new() { AssignmentCapacity = -1 } }, ["EppoClientOptions.Deduplication.AssignmentCapacity is -1", "50000"]),
        ("lifetime zero", Good with { Deduplication = new() { BanditActionLifetime = TimeSpan.Zero } }, ["EppoClientOptions.Deduplication.BanditActionLifetime is 00:00:00", "10 minutes"]),
        ("client and handler", Good with { HttpClient = new HttpClient(), HttpMessageHandler = new HttpClientHandler() }, ["HttpClient and EppoClientOptions.HttpMessageHandler"]),
        ("cache age zero", Good with { CacheFile = "/tmp/flags.eppo", CacheMaxAge = TimeSpan.Zero }, ["EppoClientOptions.CacheMaxAge is 00:00:00", "The default is none"]),
        ("cache age without a file", Good with { CacheMaxAge = TimeSpan.FromDays(1) }, ["EppoClientOptions.CacheMaxAge is set, and CacheFile is not"]),
        ("no clock", Good with { TimeProvider = null! }, ["EppoClientOptions.TimeProvider is null"]),
        ("no address", Good with { BaseUrl = " " }, ["EppoClientOptions.BaseUrl is \" \"", "https://fscdn.eppo.cloud/api"]),
        ("ftp", Good with { BaseUrl = "ftp://host/api" }, ["EppoClientOptions.BaseUrl is \"ftp://host/api\""]),
        ("nonsense", Good with { BaseUrl = "https://" }, ["EppoClientOptions.BaseUrl is \"https://\""]),
        ("plain http", Good with { BaseUrl = "http://flags.example/api" }, ["EppoClientOptions.BaseUrl is \"http://flags.example/api\"", "AllowInsecureHttp = true"]),
        ("user name", Good with { BaseUrl = "https://me:secret@flags.example/api" }, ["EppoClientOptions.BaseUrl (flags.example)", "scheme, host and path only"]),
        ("user name of another scheme", Good with { BaseUrl = "ftp://me:secret@flags.example/api" }, ["EppoClientOptions.BaseUrl is not an http or https address"]),
        ("query of nonsense", Good with { BaseUrl = "https://flags example/api?apiKey=secret" }, ["EppoClientOptions.BaseUrl is not an http or https address"]),
        ("request timeout of a tick", Good with { RequestTimeout = TimeSpan.FromTicks(1) }, ["EppoClientOptions.RequestTimeout is 00:00:00.0000001; it must be between 00:00:00.0010000"]),
        ("query", Good with { BaseUrl = "https://flags.example/api?apiKey=secret" }, ["EppoClientOptions.BaseUrl (flags.example)"]),
    ];

    public static TheoryData<string> WrongCases => new(Wrong.Select(wrong => wrong.Case));

    [Theory]
    [MemberData(nameof(WrongCases))]
    public async Task A_wrong_option_is_refused_by_name_with_its_value_and_the_mend(string which)
    {
        (_, EppoClientOptions options, string[] says) = Wrong.Single(wrong => wrong.Case == which);
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => EppoClient.Start(options));
        Assert.All(says, said => Assert.Contains(said, thrown.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", thrown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => EppoClient.InitializeAsync(options));
    }

    [Fact]
    public void No_options_are_no_options() => Assert.Throws<ArgumentNullException>(() => EppoClient.Start(null!));

    [Theory]
    [InlineData("https://flags.example/api", "https://flags.example/api/flag-config/v1/config")]
    [InlineData("https://flags.example/api///", "https://flags.example/api/flag-config/v1/config")]
    [InlineData("flags.example/api", "https://flags.example/api/flag-config/v1/config")]
    [InlineData(" flags.example ", "https://flags.example/flag-config/v1/config")]
    [InlineData("localhost:5000/api", "https://localhost:5000/api/flag-config/v1/config")]
    [InlineData("http://localhost:5000/api/", "http://localhost:5000/api/flag-config/v1/config")]
    [InlineData("http://[::1]:5000/api/", "http://[::1]:5000/api/flag-config/v1/config")]
    [InlineData("HTTPS://FLAGS.example/Api", "https://flags.example/Api/flag-config/v1/config")]
    public void An_address_is_completed(string baseUrl, string expected) =>
        Assert.Equal(expected, HttpEndpoint.Of((Good with { BaseUrl = baseUrl }).ToHttpSource()).Uri.GetLeftPart(UriPartial.Path));

    [Fact]
    public void The_default_address_is_Eppos() =>
        Assert.StartsWith("https://fscdn.eppo.cloud/api/flag-config/v1/config?", HttpEndpoint.Of(new EppoClientOptions { SdkKey = "key" }.ToHttpSource()).Uri.AbsoluteUri, StringComparison.Ordinal);

    [Fact]
    public void Plain_http_is_allowed_when_asked_for() =>
        Assert.Equal("http", HttpEndpoint.Of((Good with { BaseUrl = "http://flags.example", AllowInsecureHttp = true }).ToHttpSource()).Uri.Scheme);

    [Fact]
    public void A_key_is_encoded_whatever_it_holds() =>
        Assert.Contains("?apiKey=a%26b%3Dc%20%2B%23%C3%A9%2F&sdkName=eppotyped&sdkVersion=", HttpEndpoint.Of((Good with { SdkKey = " a&b=c +#é/\n" }).ToHttpSource()).Uri.AbsoluteUri, StringComparison.Ordinal);

    [Fact]
    public void The_key_comes_from_the_environment_when_it_is_not_set()
    {
        string? before = Environment.GetEnvironmentVariable("EPPO_API_KEY");
        try
        {
            Environment.SetEnvironmentVariable("EPPO_API_KEY", "from-the-environment");
            Assert.Contains("apiKey=from-the-environment&", HttpEndpoint.Of((Good with { SdkKey = null }).ToHttpSource()).Uri.Query, StringComparison.Ordinal);
            Assert.Contains("apiKey=from-the-environment&", HttpEndpoint.Of((Good with { SdkKey = " " }).ToHttpSource()).Uri.Query, StringComparison.Ordinal);
            Assert.Contains("apiKey=key&", HttpEndpoint.Of(Good.ToHttpSource()).Uri.Query, StringComparison.Ordinal);

            Environment.SetEnvironmentVariable("EPPO_API_KEY", null);
            ArgumentException thrown = Assert.Throws<ArgumentException>(() => EppoClient.Start(Good with { SdkKey = null }));
            Assert.Contains("EppoClientOptions.SdkKey is not set", thrown.Message, StringComparison.Ordinal);
            Assert.Contains("EPPO_API_KEY", thrown.Message, StringComparison.Ordinal);

            // Another source needs no key.
            EppoClient.Start(Good with { SdkKey = null, Source = new StringConfigurationSource("{}") }).Dispose();
        }
        finally
        {
            Environment.SetEnvironmentVariable("EPPO_API_KEY", before);
        }
    }
}
