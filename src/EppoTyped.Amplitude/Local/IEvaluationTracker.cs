namespace EppoTyped.Amplitude;

/// <summary>Is told of every evaluation of a local client, and makes assignment and exposure events of them. Never throws, blocks or waits.</summary>
internal interface IEvaluationTracker : IAsyncDisposable
{
    /// <summary>A call has evaluated flags.</summary>
    /// <param name="user">For whom, as the caller gave it.</param>
    /// <param name="results">Every variant, default ones too.</param>
    /// <param name="options">What the call asked for.</param>
    void Track(AmplitudeUser user, IReadOnlyDictionary<string, Variant> results, EvaluateOptions options);

    /// <summary>Waits until every event so far is delivered or given up.</summary>
    Task FlushAsync(CancellationToken cancellationToken);
}
