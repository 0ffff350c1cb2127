using System.Globalization;

namespace EppoTyped.Manifest.Text;

/// <summary>Reads dates in the format of manifests and MSBuild properties.</summary>
internal static class Day
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>The day of a text; null where it is not a date.</summary>
    public static DateTime? Of(string text) =>
        DateTime.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) ? day : null;
}
