using System.Runtime.CompilerServices;

namespace EppoTyped;

/// <summary>
/// The shards that a call has computed, by salt. Larger than nearly every flag needs, and cleared by one or two vector stores.
/// </summary>
[InlineArray(Length)]
internal struct ShardCache
{
    public const int Length = 8;

    private ulong _first;
}
