using Microsoft.Extensions.Logging;
namespace EppoTyped;
internal static class UfcReader { public static FlagTable? Read(ReadOnlySpan<byte> utf8, DateTimeOffset fetchedAt, ILogger diagnostics, out string? problem) => throw new NotImplementedException(); }
