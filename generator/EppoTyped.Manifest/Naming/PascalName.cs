namespace EppoTyped.Manifest;

/// <summary>Turns keys of the wire into names of C#.</summary>
public static class PascalName
{
    /// <summary>
    /// The Pascal form of a key: letters and digits stay, everything else parts words, each word begins upper case and keeps the rest
    /// (<c>kill-switch</c> gives <c>KillSwitch</c>, <c>isReturningUser</c> gives <c>IsReturningUser</c>, <c>HTTP_proxy</c> gives <c>HTTPProxy</c>).
    /// A leading digit gets a leading underscore; a key without letter or digit gives <c>_</c> and its code points in hexadecimal.
    /// Invariant culture; the result is a valid identifier and, beginning upper case or with an underscore, never a keyword.
    /// </summary>
    public static string Of(string key) => throw new NotImplementedException();
}
