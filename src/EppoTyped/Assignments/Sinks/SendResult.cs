using System.Globalization;
using System.Net;

namespace EppoTyped;

/// <summary>What became of a batch: what an <see cref="IAssignmentSink"/> returns, and so what happens next.</summary>
public sealed class SendResult
{
    private SendResult(SendOutcome outcome, string? problem = null) => (Outcome, Problem) = (outcome, problem);

    /// <summary>All of it has arrived.</summary>
    public static SendResult Delivered { get; } = new(SendOutcome.Delivered);

    /// <summary>
    /// The batch is larger than what is taken at a time: each half is sent by itself, and an event that is too large alone is given up.
    /// </summary>
    public static SendResult TooLarge { get; } = new(SendOutcome.TooLarge, "It is larger than what the receiver takes.");

    /// <summary>Why not all of it has arrived; null when it has. It is logged, so it must not hold a secret.</summary>
    public string? Problem { get; }

    internal SendOutcome Outcome { get; }

    internal TimeSpan? After { get; private init; }

    internal IReadOnlyList<int> RejectedEvents { get; private init; } = [];

    internal IReadOnlyList<int> DeferredEvents { get; private init; } = [];

    internal bool OthersDelivered { get; private init; }

    /// <summary>
    /// Nothing has arrived, but the same batch may later: it is sent again, with the same event ids, after a delay that grows.
    /// </summary>
    /// <param name="problem">Why.</param>
    /// <param name="after">
    /// The delay that the receiver asked for (<c>Retry-After</c>), of which at most 1 hour is kept; null when it asked for none.
    /// </param>
    public static SendResult RetryLater(string problem, TimeSpan? after = null) => new(SendOutcome.RetryLater, problem) { After = after };

    /// <summary>
    /// Nothing has arrived, and nothing will until the credentials are corrected: the batch waits, and is sent again at long intervals.
    /// </summary>
    /// <param name="problem">Why; without the credentials.</param>
    public static SendResult CredentialsRefused(string problem) => new(SendOutcome.CredentialsRefused, problem);

    /// <summary>
    /// Some event of the batch is refused, and the receiver does not name it: each half is sent by itself, until the refused events are
    /// found and given up.
    /// </summary>
    /// <param name="problem">Why.</param>
    public static SendResult Rejected(string problem) => new(SendOutcome.Rejected, problem);

    /// <summary>Some events are refused for good, and given up.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="events">Their indexes in the batch, from 0; others are ignored.</param>
    /// <param name="othersDelivered">Whether the other events have arrived; if not, they are sent again at once.</param>
    public static SendResult Rejected(string problem, IReadOnlyList<int> events, bool othersDelivered = false) =>
        Some(problem, events, [], null, othersDelivered);

    /// <summary>Some events are refused for good, some for now.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="rejected">The indexes of those given up, from 0.</param>
    /// <param name="deferred">The indexes of those sent again later; the events after them do not wait for them.</param>
    /// <param name="deferredFor">After how long; null for a delay that grows.</param>
    /// <param name="othersDelivered">Whether the other events have arrived; if not, they are sent again at once.</param>
    public static SendResult Some(
        string problem,
        IReadOnlyList<int> rejected,
        IReadOnlyList<int> deferred,
        TimeSpan? deferredFor = null,
        bool othersDelivered = false)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        ArgumentNullException.ThrowIfNull(deferred);
        return new SendResult(SendOutcome.Some, problem)
        {
            RejectedEvents = rejected, DeferredEvents = deferred, After = deferredFor, OthersDelivered = othersDelivered,
        };
    }

    /// <summary>
    /// What an answer over HTTP means for the batch that was sent, where a receiver has no rules of its own: 2xx is delivered; 408, 429 and 5xx
    /// are retried, after what <c>Retry-After</c> asks for; 401 and 403 refuse the credentials; 413 is too large; anything else rejects the batch.
    /// </summary>
    /// <param name="response">The answer; its body is not read.</param>
    /// <param name="clock">The clock that a date in <c>Retry-After</c> is compared with.</param>
    public static SendResult FromHttp(HttpResponseMessage response, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(clock);
        if (response.IsSuccessStatusCode)
        {
            return Delivered;
        }

        string problem = string.Create(CultureInfo.InvariantCulture, $"The receiver answered {(int)response.StatusCode}.");
        return response.StatusCode switch
        {
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                RetryLater(problem, HttpAnswers.RetryAfter(response, clock)),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => CredentialsRefused(problem),
            HttpStatusCode.RequestEntityTooLarge => TooLarge,
            _ => Rejected(problem),
        };
    }

    /// <summary>The outcome, and the problem.</summary>
    public override string ToString() => Problem is null ? Outcome.ToString() : $"{Outcome}: {Problem}";
}

/// <summary>The kinds of <see cref="SendResult"/>.</summary>
internal enum SendOutcome
{
    Delivered,
    RetryLater,
    CredentialsRefused,
    TooLarge,
    Rejected,
    Some,
}
