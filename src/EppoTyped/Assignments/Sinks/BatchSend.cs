namespace EppoTyped;

/// <summary>Sends a batch. May throw, which is <see cref="SendResult.RetryLater"/>; should heed the token, which ends at the request timeout and at shutdown.</summary>
internal delegate ValueTask<SendResult> BatchSend<in TEvent>(IReadOnlyList<TEvent> batch, CancellationToken cancellationToken);
