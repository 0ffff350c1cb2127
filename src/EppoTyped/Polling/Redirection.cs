using System.Net;

namespace EppoTyped;

/// <summary>Where redirects may lead: never from https to plain http, never with the key to another host, and not for ever.</summary>
internal sealed class Redirection(HttpEndpoint endpoint, bool allowInsecureHttp)
{
    /// <summary>How many are followed.</summary>
    public const int Most = 5;

    /// <summary>Where an answer leads to; null when it is no redirect.</summary>
    public static Uri? TargetOf(HttpResponseMessage response, Uri asked) =>
        response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is { } location
            ? new Uri(asked, location)
            : null;

    /// <returns>Why the way from one address to the other is not taken; null when it is.</returns>
    public string? Refuse(Uri from, Uri to)
    {
        if (from == to)
        {
            return null;
        }

        bool isPlain = to.Scheme == "http" && (from.Scheme == "http" && (to.IsLoopback || allowInsecureHttp));
        if (to.Scheme != "https" && !isPlain)
        {
            return $"{endpoint.Host} redirects to plain {to.Scheme} at {Shown(to)}, which is not accepted.";
        }

        return to.Host != endpoint.Uri.Host && endpoint.CarriesKey(to)
            ? $"{endpoint.Host} redirects to another host, {Shown(to)}, "
                + "with the SDK key in the address, which is not accepted. "
                + $"Set {endpoint.Option("BaseUrl")} to that host if it is the right one."
            : null;
    }

    /// <summary>A server that knows the key can make a host name of it.</summary>
    private string Shown(Uri address) => endpoint.CarriesKey(new Uri($"{address.Scheme}://{address.Authority}"))
        ? "(an address with the key)"
        : LogText.Sanitize(address.Authority);
}
