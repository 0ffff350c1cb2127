using System.Globalization;
using System.Text;

namespace EppoTyped.Manifest.Naming;

/// <summary>Converts keys to names of C#.</summary>
public static class PascalName
{
    /// <summary>
    /// The Pascal form of a key. Letters and digits are kept, everything else separates words, and each word begins in upper case and keeps
    /// the rest: <c>kill-switch</c> becomes <c>KillSwitch</c>, <c>isReturningUser</c> becomes <c>IsReturningUser</c>, <c>HTTP_proxy</c>
    /// becomes <c>HTTPProxy</c>. A leading digit gets a leading underscore. A key without a letter or digit becomes its code points in
    /// hexadecimal, each after an underscore (<c>--</c> becomes <c>_2D_2D</c>), and the empty key becomes <c>_</c>. Characters beyond the
    /// basic plane are not letters in C# and separate words. The result does not depend on the culture, is a valid identifier, and is never
    /// a keyword, because it begins in upper case or with an underscore.
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
