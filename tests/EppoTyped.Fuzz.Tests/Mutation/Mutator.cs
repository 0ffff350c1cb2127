using System.Globalization;
using System.Text;

namespace EppoTyped.Fuzz.Tests.Mutation;

/// <summary>Changes a text a little: mostly its structure, sometimes its bytes. The same random numbers give the same text.</summary>
/// <param name="donors">Seeds whose values and names may be inserted.</param>
internal sealed class Mutator(IReadOnlyList<JsonSeed> donors)
{
    private const int MostEdits = 6;
    private const int Largest = 200_000;

    private readonly List<(Piece Place, byte[] Text)> _edits = [];

    public byte[] Mutate(JsonSeed seed, Random random)
    {
        _edits.Clear();
        for (int edits = 1; edits < MostEdits && random.Next(3) == 0; edits++)
        {
            Edit(seed, random);
        }

        Edit(seed, random);
        byte[] text = Apply(seed.Text);
        return random.Next(8) == 0 ? Damage(text, random) : text;
    }

    private void Edit(JsonSeed seed, Random random)
    {
        Piece value = seed.Values[random.Next(seed.Values.Count)];
        (Piece name, Piece member) = seed.Members[random.Next(seed.Members.Count)];
        switch (random.Next(12))
        {
            case 0 or 1:
                Replace(value, Literals.All[random.Next(Literals.All.Length)]);
                break;
            case 2 or 3:
                // Of the same kind, so that the flag stays valid with another meaning.
                Piece like = seed.Values[random.Next(seed.Values.Count)];
                Replace(value, seed[like][0] == seed[value][0] || random.Next(4) == 0 ? seed[like].ToArray() : Tweak(seed[value], random));
                break;
            case 4:
                JsonSeed donor = donors[random.Next(donors.Count)];
                Replace(value, donor[donor.Values[random.Next(donor.Values.Count)]].ToArray());
                break;
            case 5:
                Remove(seed, new Piece(name.Start, member.End - name.Start));
                break;
            case 6:
                // The same name twice, with two values.
                Replace(new Piece(name.Start, 0), [.. seed[name], (byte)':', .. Literals.All[random.Next(Literals.All.Length)], (byte)',']);
                break;
            case 7:
                JsonSeed other = random.Next(2) == 0 ? seed : donors[random.Next(donors.Count)];
                Replace(name, other[other.Members[random.Next(other.Members.Count)].Name].ToArray());
                break;
            case 8:
                Replace(value, Wrap(seed[value], random));
                break;
            case 9:
                Replace(new Piece(name.Start, 0), Encoding.UTF8.GetBytes("\"un\\u006bnown\\n\":{\"deep\":[null,[]]},"));
                break;
            default:
                Replace(value, Tweak(seed[value], random));
                break;
        }
    }

    private static byte[] Wrap(ReadOnlySpan<byte> value, Random random)
    {
        // Sometimes deep enough to endanger the stack.
        int depth = random.Next(500) == 0 ? random.Next(60, 12_000) : 1;
        return random.Next(2) == 0
            ? [.. Enumerable.Repeat((byte)'[', depth), .. value, .. Enumerable.Repeat((byte)']', depth)]
            :
            [
                .. Enumerable.Repeat("{\"a\":"u8.ToArray(), depth).SelectMany(bytes => bytes),
                .. value,
                .. Enumerable.Repeat((byte)'}', depth),
            ];
    }

    /// <summary>A number near the number, a text near the text.</summary>
    private static byte[] Tweak(ReadOnlySpan<byte> value, Random random)
    {
        if (double.TryParse(value, CultureInfo.InvariantCulture, out double number))
        {
            double near = random.Next(4) switch { 0 => number + 1, 1 => number - 1, 2 => -number, _ => number * 1.5 };
            return double.IsFinite(near) ? Encoding.UTF8.GetBytes(near.ToString("R", CultureInfo.InvariantCulture)) : value.ToArray();
        }

        if (value[0] != '"')
        {
            return value.ToArray();
        }

        string[] bits = ["\\u0000", "\\ud83d", "😀", " ", "*", "+", "(", ")", "|", "$", "^", ".", "[", "\\\\", "-", "0", "=", "/", "a"];
        int at = 1 + random.Next(value.Length - 1);
        byte[] bit = Encoding.UTF8.GetBytes(bits[random.Next(bits.Length)]);
        return random.Next(50) == 0
            ? [(byte)'"', .. Enumerable.Repeat((byte)'a', random.Next(1, 40_000)), .. value[1..]]
            : [.. value[..at], .. bit, .. value[at..]];
    }

    private static byte[] Damage(byte[] text, Random random)
    {
        int at = random.Next(text.Length + 1);
        int length = random.Next(1, 9);
        ReadOnlySpan<byte> behind = text.AsSpan(Math.Min(at + length, text.Length));
        switch (random.Next(5))
        {
            case 0:
                return text[..at];
            case 1:
                return [.. text.AsSpan(0, at), .. behind];
            case 2:
                byte[] noise = new byte[length];
                random.NextBytes(noise);
                return [.. text.AsSpan(0, at), .. noise, .. behind];
            case 3:
                return [.. text, .. text.AsSpan(at)];
            default:
                return [0xEF, 0xBB, 0xBF, .. text];
        }
    }

    private void Remove(JsonSeed seed, Piece piece)
    {
        int start = piece.Start;
        int end = piece.End;
        ReadOnlySpan<byte> rest = seed.Text.AsSpan(end);
        int next = rest.IndexOfAnyExcept(" \r\n\t"u8);
        if (next >= 0 && rest[next] == ',')
        {
            end += next + 1;
        }
        else if (seed.Text.AsSpan(0, start).LastIndexOfAnyExcept(" \r\n\t"u8) is var before and >= 0 && seed.Text[before] == ',')
        {
            start = before;
        }

        Replace(new Piece(start, end - start), []);
    }

    private void Replace(Piece place, byte[] text) => _edits.Add((place, text));

    private byte[] Apply(byte[] seed)
    {
        using MemoryStream mutated = new(seed.Length + 64);
        int at = 0;
        foreach ((Piece place, byte[] text) in _edits.OrderBy(edit => edit.Place.Start).ThenBy(edit => edit.Place.Length))
        {
            // Pieces inside a replaced piece no longer exist.
            if (place.Start >= at && mutated.Length < Largest)
            {
                mutated.Write(seed.AsSpan(at, place.Start - at));
                mutated.Write(text);
                at = place.End;
            }
        }

        mutated.Write(seed.AsSpan(at));
        return mutated.ToArray();
    }
}
