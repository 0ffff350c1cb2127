using System.Globalization;
using System.Text;
using EppoTyped.Manifest.Model;

namespace EppoTyped.Manifest.Json;

/// <summary>Converts values of a manifest to JSON text and back.</summary>
public static class ManifestJson
{
    /// <summary>Writes the value without white space, so that a reformatted manifest gives the same text.</summary>
    public static string Write(ManifestValue value)
    {
        StringBuilder json = new();
        Append(json, value);
        return json.ToString();
    }

    /// <summary>Reads the value of a text; null where it is not strict JSON.</summary>
    public static ManifestValue? Read(string text)
    {
        JsonText json = JsonParser.Parse(text);
        return json.Errors.Count == 0 && json.Root.Kind != JsonKind.Missing ? json.Root.ToValue() : null;
    }

    /// <summary>True for equal values: numbers are compared by value, members in any order.</summary>
    public static bool AreSame(ManifestValue left, ManifestValue right) => left.Kind == right.Kind && left.Kind switch
    {
        ManifestValueKind.Number => AreSameNumber(left, right),
        ManifestValueKind.Array => left.Items.Count == right.Items.Count && left.Items.Zip(right.Items, AreSame).All(same => same),
        ManifestValueKind.Object => left.Members.Count == right.Members.Count && left.Members.All(member => HasSame(right, member)),
        _ => string.Equals(left.Text, right.Text, StringComparison.Ordinal),
    };

    private static bool AreSameNumber(ManifestValue left, ManifestValue right) =>
        left.TryGetInteger(out long whole) && right.TryGetInteger(out long otherWhole)
            ? whole == otherWhole
            : left.TryGetDouble(out double number) && right.TryGetDouble(out double other)
                ? number.Equals(other)
                : string.Equals(left.Text, right.Text, StringComparison.Ordinal);

    private static bool HasSame(ManifestValue owner, KeyValuePair<string, ManifestValue> wanted) =>
        owner.Members.Any(member => string.Equals(member.Key, wanted.Key, StringComparison.Ordinal) && AreSame(member.Value, wanted.Value));

    private static void Append(StringBuilder json, ManifestValue value)
    {
        switch (value.Kind)
        {
            case ManifestValueKind.Array:
                string comma = "";
                json.Append('[');
                foreach (ManifestValue item in value.Items)
                {
                    json.Append(comma);
                    Append(json, item);
                    comma = ",";
                }

                json.Append(']');
                break;
            case ManifestValueKind.Object:
                string before = "";
                json.Append('{');
                foreach (KeyValuePair<string, ManifestValue> member in value.Members)
                {
                    json.Append(before);
                    AppendText(json, member.Key);
                    json.Append(':');
                    Append(json, member.Value);
                    before = ",";
                }

                json.Append('}');
                break;
            case ManifestValueKind.String:
                AppendText(json, value.Text);
                break;
            default:
                json.Append(value.Text);
                break;
        }
    }

    private static void AppendText(StringBuilder json, string text)
    {
        json.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool pair = i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]);
            if (pair)
            {
                json.Append(c).Append(text[++i]);
            }
            else if (char.IsSurrogate(c))
            {
                json.Append('\uFFFD'); // a lone surrogate is not valid for System.Text.Json
            }
            else if (c is '"' or '\\')
            {
                json.Append('\\').Append(c);
            }
            else if (c < ' ')
            {
                json.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                json.Append(c);
            }
        }

        json.Append('"');
    }
}
