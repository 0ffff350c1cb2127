using System.Globalization;
using System.Text;

namespace EppoTyped.Generator.CSharp;

/// <summary>Writes values as C# expressions, the same on every machine.</summary>
internal static class Literal
{
    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture) + "L";

    public static string Of(double value)
    {
        // The "R" format of .NET Framework (the host in Visual Studio) does not always round-trip.
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        bool roundTrips = double.Parse(text, CultureInfo.InvariantCulture).Equals(value);
        return (roundTrips ? text : value.ToString("G17", CultureInfo.InvariantCulture)) + "D";
    }

    /// <summary>A string literal of ASCII characters only, so that no culture, encoding or lone surrogate can change it.</summary>
    public static string Of(string value) => value.All(IsPlain) ? $"\"{value}\"" : Escaped(value);

    private static bool IsPlain(char c) => c is >= ' ' and <= '~' and not '"' and not '\\';

    private static string Escaped(string value)
    {
        StringBuilder text = new(value.Length + 2);
        text.Append('"');
        foreach (char c in value)
        {
            if (IsPlain(c))
            {
                text.Append(c);
            }
            else if (c is '"' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else
            {
                text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        return text.Append('"').ToString();
    }
}
