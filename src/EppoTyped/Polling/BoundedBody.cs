namespace EppoTyped;

/// <summary>Reads a body up to a limit, counted after decompression: a length that a server promises proves nothing.</summary>
internal static class BoundedBody
{
    private const int LargestTrustedLength = 1024 * 1024;

    /// <returns>The body; null when it is larger than the limit.</returns>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        long? promised = content.Headers.ContentLength;
        if (promised > maxBytes)
        {
            return null;
        }

        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            // One byte more than promised, so that the end is seen without growing.
            byte[] buffer = new byte[Math.Min(promised ?? 64 * 1024, LargestTrustedLength) + 1];
            int length = 0;
            while (true)
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                length += read;
                if (read == 0)
                {
                    return buffer.AsMemory(0, length);
                }

                if (length > maxBytes)
                {
                    return null;
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, maxBytes + 1L));
                }
            }
        }
    }
}
