using System.Globalization;
using EppoTyped.Amplitude;
using EppoTyped.CompilerServices;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>Amplitude's flags with local evaluation: the four cases that were also measured with the JavaScript engine.</summary>
internal static class AmplitudeCases
{
    private const string Halves = """
        "bucket":{"selector":["context","user","user_id"],"salt":"abc123","allocations":[{"range":[0,100],"distributions":[{"variant":"on","range":[0,21474837]},{"variant":"off","range":[21474837,42949673]}]}]}
        """;

    private static readonly (string Name, string Segments)[] Kinds =
    [
        ("static", """{"variant":"on"}"""),
        ("bucket", $$"""{{{Halves}},"variant":"off"}"""),
        (
            "typical",
            $$"""{"conditions":[[{"selector":["context","user","country"],"op":"is","values":["United States","Canada"]}]],{{Halves}},"variant":"off"},{"variant":"off"}"""),
        ("rich", $$"""
            {"conditions":[[{"selector":["context","user","version"],"op":"version greater or equal","values":["9.0.0"]}]],"variant":"off"},
            {"conditions":[[{"selector":["context","user","user_properties","age"],"op":"less","values":["18"]},{"selector":["context","user","user_properties","email"],"op":"contains","values":["@amplitude.com"]}]],"variant":"off"},
            {"conditions":[[{"selector":["context","user","user_properties","email"],"op":"contains","values":["@example.org"]},{"selector":["context","user","user_properties","tags"],"op":"set contains any","values":["beta","vip"]}]],{{Halves}},"variant":"off"}
            """),
    ];

    public static IEnumerable<QuickCase> All()
    {
        ISubject[] subjects = [.. Enumerable.Range(0, Shoppers.Count).Select(SubjectOf)];
        new Random(13).Shuffle(subjects);
        foreach ((string name, string segments) in Kinds)
        {
            AmplitudeLocalClient client = new("server-a-deployment", new AmplitudeLocalOptions { Bootstrap = Flags(name, segments) });
            yield return new TypedCase<bool>(
                $"amplitude-{name}", client, [.. Configurations.Keys(name).Select(key => GeneratedCodeV1.Boolean(key, false))], subjects);
        }
    }

    private static string Flags(string kind, string segments) => $"[{string.Join(',', Enumerable.Range(0, 100).Select(number => $$"""
        {"key":"{{Configurations.Key(kind, number)}}","variants":{"on":{"key":"on","value":"on"},"off":{"key":"off","value":"off"} },"segments":[{{segments}}]}
        """))}]";

    private static ISubject SubjectOf(int number)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"user-0000-{number:00000000}");
        return (number % 3) switch
        {
            0 => new AmplitudeUser(key)
            {
                Country = "Canada",
                Version = "2.10.1",
                UserProperties = new Dictionary<string, object?>
                {
                    ["age"] = 40,
                    ["email"] = "somebody@example.org",
                    ["tags"] = new[] { "x", "vip", "y" },
                },
            },
            1 => new Subject(key)
            {
                ["country"] = "Canada", ["version"] = "2.10.1", ["age"] = 40, ["email"] = "somebody@example.org",
                ["tags"] = AttributeValue.Of((string[])["x", "vip", "y"]),
            },
            _ => new Member(key),
        };
    }

    private sealed class Member(string key) : ISubject
    {
        private static readonly AttributeValue Tags = AttributeValue.Of((string[])["x", "vip", "y"]);

        public string Key { get; } = key;

        public bool TryGetAttribute(string name, out AttributeValue value)
        {
            value = name switch
            {
                "country" => AttributeValue.Of("Canada"),
                "version" => AttributeValue.Of("2.10.1"),
                "age" => AttributeValue.Of(40),
                "email" => AttributeValue.Of("somebody@example.org"),
                "tags" => Tags,
                _ => default,
            };
            return !value.IsNull;
        }

        public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes)
        {
            foreach (string name in (string[])["country", "version", "age", "email", "tags"])
            {
                if (TryGetAttribute(name, out AttributeValue value))
                {
                    attributes[name] = value;
                }
            }
        }
    }
}
