using System.Text.Json;

namespace EppoTyped.Fuzz.Tests.Evaluation;

/// <summary>Attribute values of every kind, valid and not.</summary>
internal static class HostileValues
{
    private static readonly string Huge = new('a', 100_000);

    private static readonly object?[] All =
    [
        null, "", " ", "US", "de", "alice@example.com", "a", "true", "1", "1.2.3", "2.0.0-rc.1", "1e2", "NaN", "\ud800", "\udc00\ud83d",
        "a\u0000b", "\u001b[31m\r\nERROR forged", "é", "e\u0301", "😀", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaX",
        true, false, 0, 18, -1, 42L, long.MinValue, long.MaxValue, ulong.MaxValue, uint.MaxValue, short.MinValue, (byte)255, (sbyte)-1,
        (nint)(-5), (nuint)5, 'x', '\ud800',
        0.0, -0.0, 0.1, 1e300, -1e-300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 9007199254740993.0,
        0.1f, float.NaN, float.MaxValue, (Half)1.5, Half.NaN, decimal.MaxValue, decimal.MinValue, 0.1m,
        Guid.Empty, DayOfWeek.Friday, (DayOfWeek)99, DateTime.MinValue, DateTimeOffset.MaxValue, TimeSpan.MinValue, new Version(1, 2),
        new Uri("https://example.com"), new object(),
        Array.Empty<string>(), new List<string?> { "a", null, "\ud800" }, new[] { 1, 2 }, new Dictionary<string, object>(),
        Json("null"), Json("true"), Json("12"), Json("1e999"), Json("\"\\ud800\""), Json("\"text\""), Json("[\"a\",\"b\"]"), Json("[1]"),
        Json("{}"), default(JsonElement), Disposed(),
        AttributeValue.Of("typed"), default(AttributeValue), new ThrowingText(), new Circle(),
    ];

    public static object? Next(Random random) =>
        random.Next(400) == 0 ? Huge : random.Next(300) == 0 ? new ThrowingList() : All[random.Next(All.Length)];

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static JsonElement Disposed()
    {
        JsonDocument document = JsonDocument.Parse("\"gone\"");
        JsonElement root = document.RootElement;
        document.Dispose();
        return root;
    }

    private sealed class ThrowingText
    {
        public override string ToString() => throw new InvalidOperationException("No text of mine.");
    }

    private sealed class Circle : List<object>
    {
        public Circle() => Add(this);
    }

    private sealed class ThrowingList : IEnumerable<string>
    {
        public IEnumerator<string> GetEnumerator() => throw new InvalidOperationException("No list of mine.");

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
