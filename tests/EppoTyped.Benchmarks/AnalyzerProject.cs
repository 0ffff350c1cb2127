using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace EppoTyped.Benchmarks;

/// <summary>A project of a thousand files on disk, as in a service: every third file evaluates flags, typed and by key.</summary>
internal static class AnalyzerProject
{
    public const int Files = 1000;

    private const string Manifest = """
        {
          "subjects": { "user": { "attributes": { "country": { "type": "string" }, "age": { "type": "integer" } } } },
          "flags": {
            "checkout": { "flagType": "string", "defaultValue": "standard", "variations": ["standard", "fast"], "subject": "user" },
            "kill-switch": { "flagType": "boolean", "defaultValue": false },
            "num-results": { "flagType": "integer", "defaultValue": 10 }
          }
        }
        """;

    public static void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "flags.json"), Manifest);
        File.WriteAllText(Path.Combine(folder, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <Import Project="{Path.Combine(Root(), "src", "EppoTyped", "build", "InRepo.targets")}" />
            </Project>
            """);
        for (int i = 0; i < Files; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"Service{i}.cs"), Code(i));
        }
    }

    private static string Code(int i)
    {
        StringBuilder code = new();
        code.Append(CultureInfo.InvariantCulture, $$"""
            using EppoTyped;

            namespace Shop;

            public sealed record Order{{i}}(string Id, string Country, int Count, decimal Price);

            public sealed class Service{{i}}(FlagClient client)
            {
                private readonly Dictionary<string, Order{{i}}> _orders = new(StringComparer.Ordinal);

                public IReadOnlyList<Order{{i}}> Find(string country, int atLeast) =>
                    [.. _orders.Values.Where(order => order.Country == country && order.Count >= atLeast).OrderBy(order => order.Id, StringComparer.Ordinal)];

                public decimal Total(IEnumerable<string> ids)
                {
                    decimal total = 0;
                    foreach (string id in ids)
                    {
                        if (_orders.TryGetValue(id, out Order{{i}}? order))
                            total += order.Price * order.Count;
                    }

                    return total;
                }

                public async Task<string> DescribeAsync(string id, CancellationToken cancellation)
                {
                    await Task.Delay(1, cancellation).ConfigureAwait(false);
                    return _orders.TryGetValue(id, out Order{{i}}? order) ? $"{order.Id}: {order.Count} of {order.Price} for {order.Country}" : "none";
                }

                public bool Add(Order{{i}} order) => _orders.TryAdd(order.Id, order) && client.IsInitialized;

            """);
        if (i % 3 == 0)
        {
            code.Append("""

                    internal string Checkout(User user) => Flags.Checkout.Variant(user) switch
                    {
                        CheckoutVariant.Standard => "three pages",
                        CheckoutVariant.Fast => "one page",
                    };

                    public bool IsOpen(string id, string country)
                    {
                        Dictionary<string, object> attributes = new() { ["country"] = country, ["age"] = 30 };
                        string checkout = client.GetStringAssignment("checkout", id, attributes, "standard");
                        return checkout == "fast" && !client.GetBooleanAssignment("kill-switch", id, false) && client.GetIntegerAssignment("num-results", id, 10) > 3;
                    }

                """);
        }

        return code.Append("}\n").ToString();
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
