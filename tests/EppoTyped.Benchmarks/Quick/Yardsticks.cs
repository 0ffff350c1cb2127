using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>P: the platform's MD5 of 28 bytes.</summary>
internal sealed class PlatformMd5() : QuickCase("P", Calls)
{
    private readonly byte[] _message = Encoding.UTF8.GetBytes("salt-0123-user-0123456789abc");

    public override void Run()
    {
        byte[] digest = new byte[MD5.HashSizeInBytes];
        for (int operation = 0; operation < Operations; operation++)
        {
            Hash(_message, digest);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The yardstick.")]
    private static void Hash(byte[] message, byte[] digest) => MD5.HashData(message, digest);
}

/// <summary>L: one successful lookup in a frozen dictionary by the key of a flag.</summary>
internal sealed class FrozenLookup() : QuickCase("L", Calls)
{
    private readonly FrozenDictionary<string, object> _flags =
        Enumerable.Range(0, 100).ToFrozenDictionary(
            number => Configurations.Key("constant", number), _ => new object(), StringComparer.Ordinal);

    private readonly string[] _keys = Configurations.Keys("constant");

    public override void Run()
    {
        object? found = null;
        for (int operation = 0; operation < Operations; operation++)
        {
            found = Find(_flags, _keys[operation & 7]);
        }

        GC.KeepAlive(found);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object? Find(FrozenDictionary<string, object> flags, string key) =>
        flags.TryGetValue(key, out object? found) ? found : null;
}
