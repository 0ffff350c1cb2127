using System.Net;

namespace EppoTyped.Amplitude;

/// <summary>
/// Amplitude's stream of flags (docs/protocols/amplitude.md, section 6.5). A call is one connection; every event is a complete set of
/// flags, or a sign of life.
/// </summary>
internal sealed class FlagStream(HttpClient client, string server, AmplitudeKey deploymentKey, AmplitudeLocalOptions options)
{
    /// <summary>The longest silence of a stream that is not broken; the server sends something about every 15 s.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(17);

    /// <summary>The lifetime of a connection, plus or minus <see cref="LifeJitter"/>.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>The range of the random change of a lifetime, so that clients do not reconnect together.</summary>
    public static readonly TimeSpan LifeJitter = TimeSpan.FromSeconds(5);

    private readonly Uri _address = new(server + "/sdk/stream/v1/flags");

    public string Host => _address.Authority;

    /// <summary>Opens the stream and reads it to its end.</summary>
    /// <param name="apply">Applies a set of flags; returns why it cannot be used, null where it is in use.</param>
    /// <param name="stopping">Ends the stream.</param>
    /// <returns>How the stream ended.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
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
                bool isImplemented = response.StatusCode != HttpStatusCode.NotImplemented;
                StreamEndKind kind = isImplemented ? StreamEndKind.Broken : StreamEndKind.NotImplemented;
                return new StreamEnd(kind, $"{Host} answered {(int)response.StatusCode}.", false);
            }

            Stream body = await response.Content.ReadAsStreamAsync(connection.Token).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                ServerSentEvents events = new(body, options.MaxConfigurationBytes);
                return await FollowAsync(events, followed, apply, connection.Token, stopping).ConfigureAwait(false);
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
            return new StreamEnd(
                StreamEndKind.Broken,
                $"{Host} sent an event of more than {options.MaxConfigurationBytes} bytes, the limit that "
                + "AmplitudeLocalOptions.MaxConfigurationBytes sets.",
                followed.Delivered);
        }
        catch (Exception exception)
        {
            return new StreamEnd(StreamEndKind.Broken, $"{Host}: {HttpAnswers.Describe(exception)}.", followed.Delivered);
        }
        finally
        {
            // Also ends a read that is no longer awaited.
            await connection.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<StreamEnd> FollowAsync(
        ServerSentEvents events,
        Followed followed,
        Func<byte[], Task<string?>> apply,
        CancellationToken connection,
        CancellationToken stopping)
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

    /// <summary>The time limits of one connection: for its first flags, for its silence, for its lifetime.</summary>
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

        /// <exception cref="TimeoutException">A time limit has passed.</exception>
        public async Task<T> InTimeAsync<T>(Task<T> task, CancellationToken stopping)
        {
            TimeSpan left = !Delivered ? LeftForFirstFlags : LeftOfLife < LeftOfSilence ? LeftOfLife : LeftOfSilence;
            try
            {
                return await task.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, stopping).ConfigureAwait(false);
            }
            catch
            {
                // Its failure no longer matters, and must not become an unobserved exception.
                _ = task.ContinueWith(
                    static ended => { _ = ended.Exception; },
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
                throw;
            }
        }

        public StreamEnd TimedOut(string host) =>
            !Delivered
                ? new StreamEnd(
                    StreamEndKind.Broken,
                    $"{host} sent no flags within {forFirstFlags} (AmplitudeLocalOptions.StreamFlagConnTimeout).",
                    false)
            : LeftOfLife <= TimeSpan.Zero ? new StreamEnd(StreamEndKind.Planned, "its planned lifetime is over.", true)
            : new StreamEnd(StreamEndKind.Broken, $"{host} was silent for {LongestSilence}.", true);
    }
}
