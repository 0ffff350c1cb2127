using System.Net;

namespace EppoTyped.Amplitude;

/// <summary>Amplitude's stream of flags (docs/protocols/amplitude.md, section 6.5), one connection a call: every event is a complete set of flags, or a sign of life.</summary>
internal sealed class FlagStream(HttpClient client, string server, AmplitudeKey deploymentKey, AmplitudeLocalOptions options)
{
    /// <summary>A stream that is silent for longer is broken; a living one says something every 15 s or so.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(17);

    /// <summary>How long a connection is kept, give or take <see cref="LifeJitter"/>.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>How far a planned end may move, both ways, so that clients do not come back together.</summary>
    public static readonly TimeSpan LifeJitter = TimeSpan.FromSeconds(5);

    private readonly Uri _address = new(server + "/sdk/stream/v1/flags");

    public string Host => _address.Authority;

    /// <summary>Opens the stream and follows it to its end.</summary>
    /// <param name="apply">Takes a set of flags; gives why it cannot be used, null when it is in use.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<StreamEnd> RunAsync(Func<byte[], Task<string?>> apply, CancellationToken stopping)
    {
        using CancellationTokenSource connection = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Followed followed = new(options.TimeProvider, options.StreamFlagConnTimeout);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, _address);
            request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
            AmplitudeHttp.Authorize(request, deploymentKey);
            request.Headers.TryAddWithoutValidation("X-Amp-Exp-Library", AmplitudeHttp.Library);
            using HttpResponseMessage response = await followed.InTimeAsync(
                client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, connection.Token), stopping).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                StreamEndKind kind = response.StatusCode == HttpStatusCode.NotImplemented ? StreamEndKind.NotImplemented : StreamEndKind.Broken;
                return new StreamEnd(kind, $"{Host} answered {(int)response.StatusCode}.", false);
            }

            Stream body = await response.Content.ReadAsStreamAsync(connection.Token).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                return await FollowAsync(new ServerSentEvents(body, options.MaxConfigurationBytes), followed, apply, connection.Token, stopping).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            throw new OperationCanceledException(stopping);
        }
        catch (TimeoutException)
        {
            return followed.TimedOut(Host);
        }
        catch (InvalidDataException)
        {
            return new StreamEnd(StreamEndKind.Broken, $"{Host} sent more than {options.MaxConfigurationBytes} bytes at once, the limit that AmplitudeLocalOptions.MaxConfigurationBytes sets.", followed.Delivered);
        }
        catch (Exception exception)
        {
            return new StreamEnd(StreamEndKind.Broken, $"{Host}: {HttpProblems.Describe(exception)}.", followed.Delivered);
        }
        finally
        {
            // Also ends a read that nobody waits for any more.
            await connection.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<StreamEnd> FollowAsync(ServerSentEvents events, Followed followed, Func<byte[], Task<string?>> apply, CancellationToken connection, CancellationToken stopping)
    {
        while (await followed.InTimeAsync(events.ReadAsync(connection).AsTask(), stopping).ConfigureAwait(false) is { } data)
        {
            followed.SignOfLife();
            if (data is [] or [(byte)' '])
            {
                continue;
            }

            if (await apply(data).ConfigureAwait(false) is { } problem)
            {
                return new StreamEnd(StreamEndKind.Broken, $"{Host} sent flags that cannot be used: {problem}", followed.Delivered);
            }

            followed.FlagsApplied();
        }

        return new StreamEnd(StreamEndKind.Broken, $"{Host} ended the stream.", followed.Delivered);
    }

    /// <summary>The times of one connection: until its first flags, of its silence, of its life.</summary>
    private sealed class Followed(TimeProvider clock, TimeSpan forFirstFlags)
    {
        private readonly long _start = clock.GetTimestamp();
        private readonly TimeSpan _life = Life + (((2 * Random.Shared.NextDouble()) - 1) * LifeJitter);
        private long _lastSign = clock.GetTimestamp();

        public bool Delivered { get; private set; }

        private TimeSpan LeftForFirstFlags => forFirstFlags - clock.GetElapsedTime(_start);

        private TimeSpan LeftOfLife => _life - clock.GetElapsedTime(_start);

        private TimeSpan LeftOfSilence => LongestSilence - clock.GetElapsedTime(_lastSign);

        public void SignOfLife() => _lastSign = clock.GetTimestamp();

        public void FlagsApplied()
        {
            Delivered = true;
            SignOfLife();
        }

        /// <exception cref="TimeoutException">Some time is over.</exception>
        public async Task<T> InTimeAsync<T>(Task<T> task, CancellationToken stopping)
        {
            TimeSpan left = !Delivered ? LeftForFirstFlags : LeftOfLife < LeftOfSilence ? LeftOfLife : LeftOfSilence;
            try
            {
                return await task.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, stopping).ConfigureAwait(false);
            }
            catch
            {
                // Its failure is of no interest any more, and must not come up as one that nobody saw.
                _ = task.ContinueWith(
                    static ended => { _ = ended.Exception; }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                throw;
            }
        }

        public StreamEnd TimedOut(string host) =>
            !Delivered ? new StreamEnd(StreamEndKind.Broken, $"{host} sent no flags within {forFirstFlags} (AmplitudeLocalOptions.StreamFlagConnTimeout).", false)
            : LeftOfLife <= TimeSpan.Zero ? new StreamEnd(StreamEndKind.Planned, "it is as old as it gets.", true)
            : new StreamEnd(StreamEndKind.Broken, $"{host} was silent for {LongestSilence}.", true);
    }
}
