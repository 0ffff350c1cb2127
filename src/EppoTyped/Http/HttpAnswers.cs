using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EppoTyped;

/// <summary>What answers over HTTP mean: for an <c>IAssignmentSink</c> or an <c>IConfigurationSource</c> of your own.</summary>
public static class HttpAnswers
{
    /// <summary>No server keeps a source or a sink waiting for longer.</summary>
    internal static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    private const int LargestTrustedLength = 1024 * 1024;

    /// <summary>
    /// How long a server asks to be left alone, by its <c>Retry-After</c> header: seconds, or a date in any of the three forms of HTTP.
    /// </summary>
    /// <param name="response">The answer.</param>
    /// <param name="clock">The clock that a date is compared with.</param>
    /// <returns>Zero or more, without an upper limit; null when there is no such header, or it cannot be read.</returns>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(clock);
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out HeaderStringValues values))
        {
            return null;
        }

        string text = values.ToString().Trim();
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
        {
            // More digits than fit are not nonsense, only a very long time.
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
                ? TimeSpan.FromSeconds(seconds)
                : TimeSpan.MaxValue;
        }

        if (!RetryConditionHeaderValue.TryParse(text, out RetryConditionHeaderValue? parsed) || parsed.Date is not { } date)
        {
            return null;
        }

        TimeSpan wait = date - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Reads a body up to a limit. It is counted after decompression: the length that a server promises proves nothing.</summary>
    /// <param name="content">The body.</param>
    /// <param name="maxBytes">The limit, in bytes; 0 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The body; null when it is larger than the limit.</returns>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    /// <exception cref="HttpRequestException">
    /// The connection was lost, or the body is damaged; also an <see cref="IOException"/> or an <see cref="InvalidDataException"/>.
    /// </exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadBodyAsync(
        HttpContent content, int maxBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        long? promised = content.Headers.ContentLength;
        if (promised > maxBytes)
        {
            return null;
        }

        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            // One byte more than promised, so that the end is seen without growing.
            byte[] buffer = new byte[Math.Min(promised ?? 64 * 1024, LargestTrustedLength) + 1];
            int length = 0;
            while (true)
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                length += read;
                if (read == 0)
                {
                    return buffer.AsMemory(0, length);
                }

                if (length > maxBytes)
                {
                    return null;
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, Math.Min(maxBytes + 1L, Array.MaxLength)));
                }
            }
        }
    }

    /// <summary>
    /// What went wrong with a request, for people, by its kind: never the exception's own text, which may contain the address and with it a
    /// key.
    /// </summary>
    /// <param name="exception">What a request, or the reading of its body, threw.</param>
    /// <returns>The end of a sentence, without a full stop: "the connection was lost".</returns>
    public static string Describe(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            HttpRequestException http => Describe(http.HttpRequestError, http),
            HttpIOException io => Describe(io.HttpRequestError, io),
            InvalidDataException => "the body's compression is broken",
            IOException => "the connection was lost",
            _ => $"the request failed ({exception.GetType().Name})",
        };
    }

    private static string Describe(HttpRequestError error, Exception exception) => error switch
    {
        HttpRequestError.NameResolutionError => "the host name cannot be resolved",
        HttpRequestError.SecureConnectionError => "no secure connection: the server's certificate or TLS version is not accepted",
        HttpRequestError.ProxyTunnelError => "the proxy refused the connection",
        HttpRequestError.ResponseEnded => "the answer ended before it was complete",
        HttpRequestError.InvalidResponse => "the answer is not valid HTTP",
        HttpRequestError.ConfigurationLimitExceeded => "the answer exceeds a limit of the HTTP handler",
        _ => exception.InnerException switch
        {
            SocketException socket => $"no connection ({socket.SocketErrorCode})",
            AuthenticationException => "no secure connection: the server's certificate or TLS version is not accepted",
            HttpIOException inner => Describe(inner),
            IOException => "the connection was lost",
            _ => $"the request failed ({(error == HttpRequestError.Unknown ? exception.GetType().Name : error.ToString())})",
        },
    };
}
