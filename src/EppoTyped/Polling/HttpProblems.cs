using System.Net.Sockets;
using System.Security.Authentication;

namespace EppoTyped;

/// <summary>What went wrong with a request, told by kind and never by an exception's own text.</summary>
internal static class HttpProblems
{
    public static string Describe(Exception exception) => exception switch
    {
        HttpRequestException http => Describe(http.HttpRequestError, http),
        HttpIOException io => Describe(io.HttpRequestError, io),
        InvalidDataException => "the body's compression is broken",
        IOException => "the connection was lost",
        _ => $"the request failed ({exception.GetType().Name})",
    };

    private static string Describe(HttpRequestError error, Exception exception) => error switch
    {
        HttpRequestError.NameResolutionError => "the host name cannot be resolved",
        HttpRequestError.SecureConnectionError => "no secure connection: the server's certificate or TLS version is not accepted",
        HttpRequestError.ProxyTunnelError => "the proxy refused the connection",
        HttpRequestError.ResponseEnded => "the answer ended before it was complete",
        HttpRequestError.InvalidResponse => "the answer is no valid HTTP",
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
