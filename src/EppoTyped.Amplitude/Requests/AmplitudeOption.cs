namespace EppoTyped.Amplitude;

/// <summary>Checks of options. Each message names the option, its value and the correction, and never shows a key.</summary>
internal static class AmplitudeOption
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The address that requests are built from, without a slash at its end.</summary>
    /// <param name="option">The option's name with its class, for messages.</param>
    /// <param name="value">The configured address; null for the zone's own.</param>
    /// <param name="byZone">The zone's own address.</param>
    /// <exception cref="ArgumentException">It is not an http or https address, or has a user name, a query or a fragment.</exception>
    public static string Address(string option, string? value, string byZone)
    {
        if (value is null)
        {
            return byZone;
        }

        string trimmed = value.Trim();
        string absolute = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : "https://" + trimmed;
        if (!Uri.TryCreate(absolute, UriKind.Absolute, out Uri? address)
            || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
        {
            // Not shown where it may contain a password or a key.
            string shown = value.AsSpan().ContainsAny('@', '?', '#') ? "is" : $"is \"{LogText.Sanitize(value)}\", which is";
            throw new ArgumentException(
                $"{option} {shown} not an http or https address. Set it to an address such as \"{byZone}\", or leave it out.");
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new ArgumentException(
                $"{option} ({address.Authority}) has a user name, a query or a fragment. Set it to scheme, host and path only; keys have "
                + "options of their own.");
        }

        return address.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }

    /// <summary>Checks a key and trims it.</summary>
    /// <exception cref="ArgumentException">It is empty, or has characters other than visible ASCII.</exception>
    public static AmplitudeKey Key(string what, string? value)
    {
        string key = value?.Trim() ?? "";
        if (key.Length == 0)
        {
            throw new ArgumentException($"{what} is empty. Set it to the key that Amplitude shows in the settings of your project.");
        }

        return key.All(character => character is > ' ' and < (char)127)
            ? new AmplitudeKey(key)
            : throw new ArgumentException(
                $"{what} contains characters that no key contains. Copy it again from the settings of your project.");
    }

    /// <exception cref="ArgumentException">An analytics key is the deployment key; these two are confused most often.</exception>
    public static void NotTheDeploymentKey(string option, string? value, AmplitudeKey deploymentKey)
    {
        if (string.Equals(value?.Trim(), deploymentKey.Value, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"{option} is the deployment key. Set it to the analytics key of the project, which Amplitude shows in the settings of "
                + "the project.");
        }
    }

    public static void Between(string option, TimeSpan value, TimeSpan least, TimeSpan most, string usual) =>
        Require(value >= least && value <= most, option, value, Range(least, most), usual);

    public static void Between(string option, long value, long least, long most, string usual) =>
        Require(value >= least && value <= most, option, value, Range(least, most), usual);

    public static void Timeout(string option, TimeSpan value, string usual) =>
        Between(option, value, TimeSpan.FromMilliseconds(1), Day, usual);

    public static void Require(bool right, string option, object value, string rule, string usual)
    {
        if (!right)
        {
            throw new ArgumentException(FormattableString.Invariant($"{option} is {value}; {rule}. The default is {usual}."));
        }
    }

    public static void Zone(string option, AmplitudeZone value) =>
        Require(Enum.IsDefined(value), option, value, "it must be US or EU", "US");

    /// <exception cref="ArgumentException">Both are set.</exception>
    public static void OneTransport(string options, HttpClient? client, HttpMessageHandler? handler)
    {
        if (client is not null && handler is not null)
        {
            throw new ArgumentException(
                $"{options}.HttpClient and {options}.HttpMessageHandler are both set, and only one can be used. Keep HttpClient, or "
                + "build it from that handler.");
        }
    }

    private static string Range<T>(T least, T most) => FormattableString.Invariant($"it must be between {least} and {most}");
}
