using System.Text;

namespace EppoTyped.Faults.Tests;

/// <summary>A key that no other test has, and every form in which it could be given away.</summary>
internal sealed class SecretKey
{
    // Looked for by itself too, so that the beginning of a key is not shown either.
    private const string Beginning = "S3CR3T";

    private readonly string[] _forms;

    public SecretKey()
    {
        // The middle needs no escape, so that it is found in the escaped key as well; the rest makes sure that an escaped key is another one.
        string middle = Guid.NewGuid().ToString("N");
        Text = $"{Beginning}/{middle}+&=";
        byte[] bytes = Encoding.UTF8.GetBytes(middle);
        _forms = [Beginning, middle, Convert.ToHexString(bytes), .. Enumerable.Range(0, 3).Select(offset => InBase64(bytes, offset))];
    }

    public string Text { get; }

    /// <summary>The form in which a text holds the key; null when it does not.</summary>
    public string? FoundIn(string text) => Array.Find(_forms, form => text.Contains(form, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the bytes look like in base64 when <paramref name="offset"/> others come before them, without the characters that depend on the neighbours.</summary>
    private static string InBase64(byte[] bytes, int offset)
    {
        string encoded = Convert.ToBase64String([.. new byte[offset], .. bytes]).TrimEnd('=');
        return encoded[(offset == 0 ? 0 : offset + 1)..^2];
    }
}
