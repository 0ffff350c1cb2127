using System.Runtime.CompilerServices;

namespace EppoTyped;

/// <summary>What a call remembers of the salts it has hashed. More than nearly every flag has, and one vector store or two to clear.</summary>
[InlineArray(Length)]
internal struct ShardCache
{
    public const int Length = 8;

    private ulong _first;
}
