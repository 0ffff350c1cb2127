namespace EppoTyped.Faults.Tests;

/// <summary>A server on this machine that works or has its fault, as the test sets it.</summary>
internal interface IFaultyServer
{
    string BaseUrl { get; }

    /// <summary>Released by each request that is left hanging.</summary>
    SemaphoreSlim Hanging { get; }

    /// <summary>The If-None-Match of each request for flags so far.</summary>
    IEnumerable<string?> RequestedETags { get; }

    /// <summary>From the next request on, the reference configuration in this version.</summary>
    void Good(string color, string? etag);

    /// <summary>From the next request on, the fault.</summary>
    void Fail();

    /// <summary>Continues a request that waits for this.</summary>
    void Proceed()
    {
    }
}
