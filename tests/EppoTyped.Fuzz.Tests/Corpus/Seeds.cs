using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using EppoTyped.Fuzz.Tests.Mutation;
using EppoTyped.Tests.Configuration;

namespace EppoTyped.Fuzz.Tests.Corpus;

/// <summary>
/// The documents that are mutated: small ones of this repository, and Eppo's test data where it is present, one flag per document.
/// </summary>
internal sealed class Seeds
{
    private const string Variable = "EPPO_CONFORMANCE_DIR";

    private Seeds()
    {
        string[] servers = [Resource("every-operator.json"), Resource("every-type.json"), .. Shared("ufc/flags-v1.json").SelectMany(Split)];
        string[] bandits = [Resource("sample-bandit.json"), .. Shared("ufc/bandit-flags-v1.json").SelectMany(Split)];
        string[] racs = [Resource("rac.json"), .. Shared("rac/rac-experiments-v3.json").SelectMany(Split)];
        Ufc = Of("ufc", servers);
        Client = Of("client", [.. servers.Concat(bandits).Select(text => Obfuscated(text)).OfType<string>()]);
        Rac = Of("rac", racs);
        Wire = Of(
            "wire",
            [
                .. servers.Take(12).Concat(racs.Take(2)).Select(text => EppoConfiguration.FromResponses(text).ToWire()),
                .. Shared("wire/bandit-flags-v1.json"),
            ]);
        BanditFlags = Of("bandit-flags", bandits);
        BanditModels = Of("bandit-models", [Resource("sample-models.json"), .. Shared("ufc/bandit-models-v1.json")]);
        Manifests = Of(
            "manifest",
            [
                Resource("manifest-small.json"),
                Resource("manifest-shop.json"),
                Resource("manifest-quickstart.json"),
                Resource("manifest-bandit.json"),
            ]);
    }

    public static Seeds All { get; } = new();

    /// <summary>Flags as served to server keys.</summary>
    public IReadOnlyList<JsonSeed> Ufc { get; }

    /// <summary>The same, obfuscated, as served to client tokens.</summary>
    public IReadOnlyList<JsonSeed> Client { get; }

    /// <summary>Flags of the format before UFC.</summary>
    public IReadOnlyList<JsonSeed> Rac { get; }

    /// <summary>Configurations in the exchange format.</summary>
    public IReadOnlyList<JsonSeed> Wire { get; }

    /// <summary>Flags that refer to bandits.</summary>
    public IReadOnlyList<JsonSeed> BanditFlags { get; }

    public IReadOnlyList<JsonSeed> BanditModels { get; }

    public IReadOnlyList<JsonSeed> Manifests { get; }

    private static JsonSeed[] Of(string name, IEnumerable<string> texts) =>
        [.. texts.Select((text, number) => new JsonSeed($"{name}-{number}", text))];

    /// <summary>One document per flag, so that a mutation hits relevant parts and the run is short.</summary>
    private static IEnumerable<string> Split(string document)
    {
        JsonObject whole = JsonNode.Parse(document)!.AsObject();
        foreach ((string key, JsonNode? flag) in whole["flags"]!.AsObject())
        {
            JsonObject alone = [];
            foreach ((string name, JsonNode? value) in whole)
            {
                alone[name] = name switch
                {
                    "flags" => new JsonObject { [key] = flag!.DeepClone() },
                    "banditReferences" or "bandits" => new JsonObject(value!.AsObject()
                        .Where(bandit => bandit.Value!.ToJsonString().Contains(key, StringComparison.Ordinal))
                        .Select(bandit => KeyValuePair.Create(bandit.Key, bandit.Value?.DeepClone()))),
                    _ => value?.DeepClone(),
                };
            }

            string text = alone.ToJsonString();
            if (text.Length < 8_000)
            {
                yield return text;
            }
        }
    }

    private static string? Obfuscated(string document)
    {
        try
        {
            return Obfuscation.Of(document);
        }
        catch (Exception exception) when (exception is InvalidOperationException or NullReferenceException)
        {
            // The test data has flags that are invalid on purpose.
            return null;
        }
    }

    private static string[] Shared(string name, [CallerFilePath] string thisFile = "")
    {
        string root = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given
            : Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "..", "shared", "conformance");
        return
        [
            .. new[] { Path.Combine(root, "eppo", name), Path.Combine(root, name) }.Where(File.Exists).Take(1).Select(File.ReadAllText),
        ];
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(Seeds).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
