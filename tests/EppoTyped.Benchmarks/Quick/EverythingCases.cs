using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>Evaluating all flags for one subject, and a bandit.</summary>
internal static class EverythingCases
{
    private static readonly string[] Brands = ["nike", "adidas", "puma", "reebok", "asics"];

    public static IEnumerable<QuickCase> All()
    {
        yield return new EveryFlagCase(
            FlagClient.InMemory(Configurations.Of("split", number => Configurations.Halves($"salt-{number:0000}"))));
        yield return new BanditCase(FlagClient.InMemory(BanditFlags(), banditModels: BanditModels()));
    }

    private static string BanditFlags()
    {
        JsonObject banner = Configurations.Flag(
            "STRING",
            Configurations.Texts("banner_bandit"),
            Configurations.Allocation("all", false, null, Configurations.Split("banner_bandit")));
        JsonNode configuration = JsonNode.Parse(Configurations.Of([("banner", banner)]))!;
        configuration["banditReferences"] = new JsonObject
        {
            ["banner_bandit"] = new JsonObject
            {
                ["modelVersion"] = "1",
                ["flagVariations"] = new JsonArray(new JsonObject
                {
                    ["key"] = "banner_bandit", ["flagKey"] = "banner", ["allocationKey"] = "all", ["variationKey"] = "banner_bandit",
                    ["variationValue"] = "banner_bandit",
                }),
            },
        };
        return configuration.ToJsonString();
    }

    private static string BanditModels()
    {
        JsonObject coefficients = [];
        foreach (string brand in Brands)
        {
            coefficients[brand] = new JsonObject
            {
                ["actionKey"] = brand,
                ["intercept"] = 1.0,
                ["actionNumericCoefficients"] = new JsonArray(
                    new JsonObject { ["attributeKey"] = "brand_affinity", ["coefficient"] = 1.5, ["missingValueCoefficient"] = -0.1 }),
                ["actionCategoricalCoefficients"] = new JsonArray(new JsonObject
                {
                    ["attributeKey"] = "image", ["valueCoefficients"] = new JsonObject { ["16:9"] = 0.5, ["4:3"] = 0.2 },
                    ["missingValueCoefficient"] = 0.0,
                }),
                ["subjectNumericCoefficients"] = new JsonArray(
                    new JsonObject { ["attributeKey"] = "age", ["coefficient"] = 0.3, ["missingValueCoefficient"] = 0.0 }),
                ["subjectCategoricalCoefficients"] = new JsonArray(new JsonObject
                {
                    ["attributeKey"] = "country", ["valueCoefficients"] = new JsonObject { ["US"] = 0.5, ["CA"] = -0.5 },
                    ["missingValueCoefficient"] = 2.3,
                }),
            };
        }

        return new JsonObject
        {
            ["updatedAt"] = "2026-11-01T00:00:00.000Z",
            ["bandits"] = new JsonObject
            {
                ["banner_bandit"] = new JsonObject
                {
                    ["banditKey"] = "banner_bandit",
                    ["modelName"] = "falcon",
                    ["updatedAt"] = "2026-11-01T00:00:00.000Z",
                    ["modelVersion"] = "1",
                    ["modelData"] = new JsonObject
                    {
                        ["gamma"] = 1.0,
                        ["defaultActionScore"] = 0.0,
                        ["actionProbabilityFloor"] = 0.0,
                        ["coefficients"] = coefficients,
                    },
                },
            },
        }.ToJsonString();
    }

    private sealed class EveryFlagCase(FlagClient client) : QuickCase("evaluate-all-100", 512)
    {
        public override void Run()
        {
            FlagResults? last = null;
            for (int operation = 0; operation < Operations; operation++)
            {
                last = Call(client, Shoppers.Short[operation]);
            }

            GC.KeepAlive(last);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static FlagResults Call(FlagClient client, ISubject subject) => client.EvaluateAll(subject);
    }

    private sealed class BanditCase(FlagClient client) : QuickCase("bandit-5", Calls)
    {
        private readonly Dictionary<string, Dictionary<string, object>> _actions = Brands.ToDictionary(
            brand => brand,
            brand => new Dictionary<string, object>(StringComparer.Ordinal) { ["brand_affinity"] = brand.Length / 2.0, ["image"] = "16:9" },
            StringComparer.Ordinal);

        public override void Run()
        {
            BanditResult<string> last = default;
            for (int operation = 0; operation < Operations; operation++)
            {
                last = Call(client, Shoppers.Short[operation].Key, Shoppers.Attributes[operation], _actions);
            }

            GC.KeepAlive(last.Action);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static BanditResult<string> Call(
            FlagClient client,
            string subject,
            Dictionary<string, object> attributes,
            Dictionary<string, Dictionary<string, object>> actions) =>
            client.GetBanditAction("banner", subject, attributes, actions, "control");
    }
}
