using System.Buffers;

namespace EppoTyped.Amplitude;

/// <summary>Reads the data of server-sent events from a body. Fields other than <c>data</c> are ignored.</summary>
/// <param name="body">The body.</param>
/// <param name="maxBytes">The most bytes of one event's data.</param>
internal sealed class ServerSentEvents(Stream body, int maxBytes)
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _start;
    private int _end;
    private bool _afterCarriageReturn;

    /// <summary>Reads the data of the next event, lines joined by line feeds; null at the end of the body.</summary>
    /// <exception cref="InvalidDataException">An event has more data than is accepted.</exception>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> data = new();
        bool any = false;
        while (await ReadLineAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_line.WrittenCount == 0)
            {
                if (any)
                {
                    return data.WrittenSpan.ToArray();
                }
            }
            else if (DataOf(_line.WrittenSpan, out ReadOnlySpan<byte> value))
            {
                if (any)
                {
                    data.Write([LineFeed]);
                }

                data.Write(value);
                any = true;
                Limit(data.WrittenCount);
            }
        }

        return null;
    }

    private static bool DataOf(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> value)
    {
        int colon = line.IndexOf((byte)':');
        value = colon < 0 ? default : line[(colon + 1)..];
        value = value.StartsWith(" "u8) ? value[1..] : value;
        return (colon < 0 ? line : line[..colon]).SequenceEqual("data"u8);
    }

    /// <summary>Reads a line, which ends with a line feed, a carriage return, or both.</summary>
    /// <returns>False at the end of the body; an incomplete last line is ignored.</returns>
    private async ValueTask<bool> ReadLineAsync(CancellationToken cancellationToken)
    {
        _line.ResetWrittenCount();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await body.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
                if (_end == 0)
                {
                    return false;
                }
            }

            if (_afterCarriageReturn && _buffer[_start] == LineFeed)
            {
                _start++;
            }

            _afterCarriageReturn = false;
            ReadOnlySpan<byte> rest = _buffer.AsSpan(_start, _end - _start);
            int length = rest.IndexOfAny(LineFeed, CarriageReturn);
            _line.Write(length < 0 ? rest : rest[..length]);
            Limit(_line.WrittenCount);
            if (length >= 0)
            {
                _afterCarriageReturn = rest[length] == CarriageReturn;
                _start += length + 1;
                return true;
            }

            _start = _end;
        }
    }

    private void Limit(int bytes)
    {
        if (bytes > maxBytes)
        {
            throw new InvalidDataException();
        }
    }
}
