using System.Globalization;

namespace EppoTyped.Manifest.Naming;

/// <summary>Recognizes valid names of C#.</summary>
internal static class CSharpName
{
    private static readonly HashSet<string> Keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else "
            + "enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock "
            + "long namespace new null object operator out override params private protected public readonly ref return sbyte sealed "
            + "short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort "
            + "using virtual void volatile while").Split(' '),
        StringComparer.Ordinal);

    /// <summary>True for an identifier that needs no <c>@</c>.</summary>
    public static bool IsIdentifier(string text)
    {
        if (text.Length == 0 || Keywords.Contains(text) || !IsStart(text[0]))
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!IsPart(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True for the full name of a type: identifiers separated by dots, <c>global::</c> is allowed.</summary>
    public static bool IsTypeName(string text)
    {
        const string global = "global::";
        string name = text.StartsWith(global, StringComparison.Ordinal) ? text.Substring(global.Length) : text;
        return name.Split('.').All(IsIdentifier);
    }

    private static bool IsStart(char c) =>
        c == '_' || char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.ConnectorPunctuation;
}
