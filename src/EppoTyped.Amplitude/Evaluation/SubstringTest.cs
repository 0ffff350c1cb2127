using System.Buffers;

namespace EppoTyped.Amplitude;

/// <summary><c>contains</c>: the text contains some value, both in lower case.</summary>
internal sealed class SubstringTest(IEnumerable<string> values) : ValueTest
{
    private const int OnStack = 128;

    // JavaScript lower-cases the dotted capital I to two characters; .NET's invariant culture leaves it as it is.
    private const char DottedCapitalI = '\u0130';
    private const string LoweredDottedI = "i\u0307";

    private readonly string[] _values = [.. values.Select(value => Expanded(value).ToLowerInvariant())];

    public override bool TryMatch(scoped in TargetValue value, out bool matches)
    {
        Span<char> room = stackalloc char[TargetValue.TextRoom];
        ReadOnlySpan<char> text = value.ToText(room);
        if (text.Contains(DottedCapitalI))
        {
            text = Expanded(text.ToString());
        }

        if (text.Length <= OnStack)
        {
            Span<char> lowered = stackalloc char[OnStack];
            matches = Contains(lowered[..text.ToLowerInvariant(lowered)]);
            return true;
        }

        char[] rented = ArrayPool<char>.Shared.Rent(text.Length);
        matches = Contains(rented.AsSpan(0, text.ToLowerInvariant(rented)));
        ArrayPool<char>.Shared.Return(rented);
        return true;
    }

    private static string Expanded(string text) => text.Replace(DottedCapitalI.ToString(), LoweredDottedI, StringComparison.Ordinal);

    private bool Contains(ReadOnlySpan<char> lowered)
    {
        foreach (string value in _values)
        {
            if (lowered.IndexOf(value) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
