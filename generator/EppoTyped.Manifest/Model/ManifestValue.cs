using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Model;

/// <summary>The kind of a JSON value.</summary>
public enum ManifestValueKind
{
    /// <summary>null</summary>
    Null,

    /// <summary>true or false</summary>
    Boolean,

    /// <summary>A number, kept as its text.</summary>
    Number,

    /// <summary>Text.</summary>
    String,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Object,
}

/// <summary>A JSON value of a manifest. Equality is by content, without positions.</summary>
public sealed class ManifestValue : IEquatable<ManifestValue>
{
    private ManifestValue(
        ManifestValueKind kind,
        string text,
        IReadOnlyList<ManifestValue> items,
        IReadOnlyList<KeyValuePair<string, ManifestValue>> members) =>
        (Kind, Text, Items, Members) = (kind, text, items, members);

    /// <summary>The value <c>null</c>.</summary>
    public static ManifestValue Null { get; } = new(ManifestValueKind.Null, "null", [], []);

    /// <summary>The kind of the value.</summary>
    public ManifestValueKind Kind { get; }

    /// <summary>
    /// The text of a string (unescaped), a number (as written), a boolean (<c>true</c>, <c>false</c>) or null; empty for the rest.
    /// </summary>
    public string Text { get; }

    /// <summary>The items of an array.</summary>
    public IReadOnlyList<ManifestValue> Items { get; }

    /// <summary>The members of an object, the last of equal names only.</summary>
    public IReadOnlyList<KeyValuePair<string, ManifestValue>> Members { get; }

    /// <summary>A boolean.</summary>
    public static ManifestValue Of(bool value) => new(ManifestValueKind.Boolean, value ? "true" : "false", [], []);

    /// <summary>Text.</summary>
    public static ManifestValue Of(string value) => new(ManifestValueKind.String, value, [], []);

    /// <summary>A number, by its JSON text.</summary>
    public static ManifestValue Number(string text) => new(ManifestValueKind.Number, text, [], []);

    /// <summary>An array.</summary>
    public static ManifestValue Array(IReadOnlyList<ManifestValue> items) => new(ManifestValueKind.Array, "", items, []);

    /// <summary>An object.</summary>
    public static ManifestValue Object(IReadOnlyList<KeyValuePair<string, ManifestValue>> members) =>
        new(ManifestValueKind.Object, "", [], members);

    /// <summary>True for an integer of 64 bits, however it is written: <c>3</c>, <c>3.0</c> or <c>3e0</c>.</summary>
    public bool TryGetInteger(out long value)
    {
        value = 0;
        return Kind == ManifestValueKind.Number && NumberText.TryGetInteger(Text, out value);
    }

    /// <summary>True for a number that is finite as a double.</summary>
    public bool TryGetDouble(out double value)
    {
        value = 0;
        return Kind == ManifestValueKind.Number && NumberText.TryGetDouble(Text, out value);
    }

    /// <inheritdoc/>
    public bool Equals(ManifestValue? other) =>
        other is not null
            && Kind == other.Kind
            && string.Equals(Text, other.Text, StringComparison.Ordinal)
            && Items.SequenceEqual(other.Items)
            && Members.SequenceEqual(other.Members);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ManifestValue);

    /// <inheritdoc/>
    public override int GetHashCode() => ((int)Kind * 397) ^ StringComparer.Ordinal.GetHashCode(Text) ^ (Items.Count * 31) ^ Members.Count;
}
