using System.Globalization;

namespace EppoTyped.Manifest.Text;

/// <summary>Days as manifests and MSBuild properties write them.</summary>
internal static class Day
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>The day of a text; null where it is none.</summary>
    public static DateTime? Of(string text) =>
        DateTime.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) ? day : null;
}
