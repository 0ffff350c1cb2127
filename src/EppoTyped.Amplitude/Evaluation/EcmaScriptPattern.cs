using System.Text;

namespace EppoTyped.Amplitude;

/// <summary>
/// Translates a pattern to the dialect of the runtime: <c>\d</c>, <c>\w</c>, <c>\D</c> and <c>\W</c> are ASCII in JavaScript, Unicode in
/// .NET.
/// </summary>
internal static class EcmaScriptPattern
{
    public static string Translate(string pattern)
    {
        StringBuilder translated = new(pattern.Length + 16);
        bool inClass = false;
        for (int at = 0; at < pattern.Length; at++)
        {
            char character = pattern[at];
            if (character != '\\' || at + 1 == pattern.Length)
            {
                // A bracket inside a class is a member of it; in .NET it may begin a subtracted class.
                translated.Append(inClass && character == '[' ? "\\[" : character.ToString());
                inClass = character == '[' || (inClass && character != ']');
                continue;
            }

            char escaped = pattern[++at];
            string? set = escaped switch
            {
                'd' => "0-9",
                'w' => "a-zA-Z0-9_",
                'D' when inClass => @"\x00-/:-\uFFFF",
                'W' when inClass => @"\x00-/:-@\[-^`{-\uFFFF",
                'D' => "^0-9",
                'W' => "^a-zA-Z0-9_",
                _ => null,
            };
            _ = set is null ? translated.Append('\\').Append(escaped)
                : inClass ? translated.Append(set)
                : translated.Append('[').Append(set).Append(']');
        }

        return translated.ToString();
    }
}
