using System.Buffers;

namespace EppoTyped;

/// <summary>Events as JSON, in which they are measured and spooled.</summary>
internal interface IEventFormat<TEvent>
{
    /// <summary>
    /// Writes an event, its id included, as one JSON value without a line break. May throw on an event that cannot be written.
    /// </summary>
    void Write(TEvent logged, IBufferWriter<byte> json);

    /// <summary>Reads what <see cref="Write"/> has written. Throws on anything else.</summary>
    TEvent Read(ReadOnlySpan<byte> json);
}
