using System.Globalization;
using System.Net;

namespace EppoTyped;

/// <summary>What an HTTP response means for a batch, unless the receiver has rules of its own.</summary>
internal static class HttpSendResult
{
    /// <summary>
    /// 2xx is delivered; 408, 429 and 5xx are retried, after what <c>Retry-After</c> asks for; 401 and 403 refuse the credentials; 413 is
    /// too large; anything else rejects the batch.
    /// </summary>
    public static SendResult Of(HttpResponseMessage response, TimeProvider clock)
    {
        if (response.IsSuccessStatusCode)
        {
            return SendResult.Delivered;
        }

        string problem = string.Create(CultureInfo.InvariantCulture, $"The receiver answered {(int)response.StatusCode}.");
        return response.StatusCode switch
        {
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                SendResult.RetryLater(problem, RetryAfter.Of(response, clock)),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => SendResult.CredentialsRefused(problem),
            HttpStatusCode.RequestEntityTooLarge => SendResult.TooLarge,
            _ => SendResult.Rejected(problem),
        };
    }
}
