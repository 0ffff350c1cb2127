using System.Text;

namespace EppoTyped.Faults.Tests;

/// <summary>A key that no other test has, and every form in which it could appear.</summary>
internal sealed class SecretKey
{
    // Searched for alone too, so that the beginning of a key must not appear either.
    private const string Beginning = "S3CR3T";

    private readonly string[] _forms;

    public SecretKey()
    {
        // The middle needs no escape, so that it is also found in an escaped key; the rest makes the escaped key differ.
        string middle = Guid.NewGuid().ToString("N");
        Text = $"{Beginning}/{middle}+&=";
        byte[] bytes = Encoding.UTF8.GetBytes(middle);
        _forms = [Beginning, middle, Convert.ToHexString(bytes), .. Enumerable.Range(0, 3).Select(offset => InBase64(bytes, offset))];
    }

    public string Text { get; }

    /// <summary>The form in which a text contains the key; null when it does not.</summary>
    public string? FoundIn(string text) => Array.Find(_forms, form => text.Contains(form, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The bytes in base64 after <paramref name="offset"/> other bytes, without the characters that depend on neighbouring bytes.
    /// </summary>
    private static string InBase64(byte[] bytes, int offset)
    {
        string encoded = Convert.ToBase64String([.. new byte[offset], .. bytes]).TrimEnd('=');
        return encoded[(offset == 0 ? 0 : offset + 1)..^2];
    }
}
