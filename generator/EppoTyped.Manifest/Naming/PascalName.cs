using System.Globalization;
using System.Text;

namespace EppoTyped.Manifest.Naming;

/// <summary>Turns keys of the wire into names of C#.</summary>
public static class PascalName
{
    /// <summary>
    /// The Pascal form of a key: letters and digits stay, everything else parts words, each word begins upper case and keeps the rest
    /// (<c>kill-switch</c> gives <c>KillSwitch</c>, <c>isReturningUser</c> gives <c>IsReturningUser</c>, <c>HTTP_proxy</c> gives
    /// <c>HTTPProxy</c>). A leading digit gets a leading underscore; a key without letter or digit gives its code points in hexadecimal, an
    /// underscore before each (<c>--</c> gives <c>_2D_2D</c>), and the empty key <c>_</c>. Characters beyond the basic plane are no letters
    /// to C#, and part words. Invariant culture; the result is a valid identifier and, beginning upper case or with an underscore, never a
    /// keyword.
    /// </summary>
    public static string Of(string key)
    {
        StringBuilder name = new(key.Length + 1);
        bool wordBegins = true;
        foreach (char c in key)
        {
            if (!char.IsLetterOrDigit(c))
            {
                wordBegins = true;
                continue;
            }

            if (name.Length == 0 && char.IsDigit(c))
            {
                name.Append('_');
            }

            name.Append(wordBegins ? char.ToUpperInvariant(c) : c);
            wordBegins = false;
        }

        return name.Length > 0 ? name.ToString() : InHexadecimal(key);
    }

    private static string InHexadecimal(string key)
    {
        if (key.Length == 0)
        {
            return "_";
        }

        StringBuilder name = new();
        for (int i = 0; i < key.Length; i++)
        {
            bool pair = i + 1 < key.Length && char.IsSurrogatePair(key[i], key[i + 1]);
            int point = pair ? char.ConvertToUtf32(key[i], key[++i]) : key[i];
            name.Append('_').Append(point.ToString("X2", CultureInfo.InvariantCulture));
        }

        return name.ToString();
    }
}
