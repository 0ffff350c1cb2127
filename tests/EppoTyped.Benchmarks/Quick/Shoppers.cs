using System.Globalization;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>The subjects to evaluate for: 8,192 of three types in a shuffled order, implemented as generated records are.</summary>
internal static class Shoppers
{
    public const int Count = 8192;

    /// <summary>Keys of 18 characters.</summary>
    public static ISubject[] Short { get; } = Make(number => string.Create(CultureInfo.InvariantCulture, $"user-0000-{number:00000000}"));

    /// <summary>Keys that are GUIDs.</summary>
    public static ISubject[] Guids { get; } = Make(GuidOf);

    /// <summary>The attributes of each subject, for calls by key.</summary>
    public static Dictionary<string, object>[] Attributes { get; } = [.. Enumerable.Range(0, Count).Select(AttributesOf)];

    public static string GuidOf(int number)
    {
        Random random = new(number);
        byte[] bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private static ISubject[] Make(Func<int, string> key)
    {
        ISubject[] subjects = [.. Enumerable.Range(0, Count).Select(number => (number % 3) switch
        {
            0 => (ISubject)new Shopper(key(number), number),
            1 => new Visitor(key(number), number),
            _ => new Merchant(key(number), number),
        })];
        new Random(7).Shuffle(subjects);
        return subjects;
    }

    private static Dictionary<string, object> AttributesOf(int number) => new(StringComparer.Ordinal)
    {
        ["email"] = EmailOf(number),
        ["country"] = CountryOf(number),
        ["age"] = 18L + (number % 60),
        ["plan"] = "gold",
        ["is_returning_user"] = number % 2 == 0,
    };

    private static string EmailOf(int number) => string.Create(CultureInfo.InvariantCulture, $"user{number}@mail.example.org");

    private static string CountryOf(int number) => (number % 4) switch { 0 => "US", 1 => "CA", 2 => "GB", _ => "FR" };

    private abstract class Person(string key, int number) : ISubject
    {
        private readonly string _email = EmailOf(number);
        private readonly string _country = CountryOf(number);
        private readonly long _age = 18L + (number % 60);
        private readonly bool _returning = number % 2 == 0;

        public string Key { get; } = key;

        public abstract bool TryGetAttribute(string name, out AttributeValue value);

        public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes)
        {
            foreach (string name in (string[])["email", "country", "age", "plan", "is_returning_user"])
            {
                if (TryGetAttribute(name, out AttributeValue value))
                {
                    attributes[name] = value;
                }
            }
        }

        protected bool TryGet(string name, out AttributeValue value)
        {
            value = name switch
            {
                "email" => AttributeValue.Of(_email),
                "country" => AttributeValue.Of(_country),
                "age" => AttributeValue.Of(_age),
                "plan" => AttributeValue.Of("gold"),
                "is_returning_user" => AttributeValue.Of(_returning),
                _ => default,
            };
            return !value.IsNull;
        }
    }

    private sealed class Shopper(string key, int number) : Person(key, number)
    {
        public override bool TryGetAttribute(string name, out AttributeValue value) => TryGet(name, out value);
    }

    private sealed class Visitor(string key, int number) : Person(key, number)
    {
        public override bool TryGetAttribute(string name, out AttributeValue value) => TryGet(name, out value);
    }

    private sealed class Merchant(string key, int number) : Person(key, number)
    {
        public override bool TryGetAttribute(string name, out AttributeValue value) => TryGet(name, out value);
    }
}
