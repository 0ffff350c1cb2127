using System.Globalization;
using System.Text;
using EppoTyped.Manifest;

namespace EppoTyped.Generator.Models;

/// <summary>A value of a manifest as JSON without a blank, so that a reformatted manifest gives the same source.</summary>
internal static class JsonText
{
    public static string Of(ManifestValue value)
    {
        StringBuilder json = new();
        Append(json, value);
        return json.ToString();
    }

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
                json.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                json.Append('\uFFFD'); // half a pair is no text to System.Text.Json
            else if (c is '"' or '\\')
                json.Append('\\').Append(c);
            else if (c < ' ')
                json.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            else
                json.Append(c);
        }

        json.Append('"');
    }
}
