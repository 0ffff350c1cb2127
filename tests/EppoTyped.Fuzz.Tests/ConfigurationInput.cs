using System.Text;
using EppoTyped.Fuzz.Tests.Corpus;
using EppoTyped.Fuzz.Tests.Mutation;

namespace EppoTyped.Fuzz.Tests;

/// <summary>The forms of a configuration.</summary>
internal enum ConfigurationForm
{
    Ufc,
    Client,
    Rac,
    Wire,
    Bandits,
}

/// <summary>A configuration mutated from a real one.</summary>
internal sealed record ConfigurationInput(ConfigurationForm Form, byte[] Flags, byte[]? Models)
{
    private static readonly Mutator Flag = new([.. Seeds.All.Ufc, .. Seeds.All.Rac, .. Seeds.All.Client.Take(8), .. Seeds.All.BanditFlags]);
    private static readonly Mutator Model = new([.. Seeds.All.BanditModels, .. Seeds.All.Ufc.Take(4)]);

    public static ConfigurationInput Next(Random random)
    {
        switch (random.Next(10))
        {
            case 0 or 1:
                return new ConfigurationInput(ConfigurationForm.Client, Flag.Mutate(Any(Seeds.All.Client, random), random), null);
            case 2:
                return new ConfigurationInput(ConfigurationForm.Rac, Flag.Mutate(Any(Seeds.All.Rac, random), random), null);
            case 3 when random.Next(2) == 0:
                // The response inside is mutated and the wire is valid.
                byte[] response = Flag.Mutate(Any(random.Next(3) == 0 ? Seeds.All.Rac : Seeds.All.Ufc, random), random);
                return new ConfigurationInput(
                    ConfigurationForm.Wire, Encoding.UTF8.GetBytes(new EppoConfiguration(response).ToWire()), null);
            case 3:
                return new ConfigurationInput(ConfigurationForm.Wire, Flag.Mutate(Any(Seeds.All.Wire, random), random), null);
            case 4:
                byte[] flags = random.Next(3) == 0
                    ? Flag.Mutate(Any(Seeds.All.BanditFlags, random), random)
                    : Any(Seeds.All.BanditFlags, random).Text;
                return new ConfigurationInput(ConfigurationForm.Bandits, flags, Model.Mutate(Any(Seeds.All.BanditModels, random), random));
            default:
                return new ConfigurationInput(ConfigurationForm.Ufc, Flag.Mutate(Any(Seeds.All.Ufc, random), random), null);
        }
    }

    /// <summary>The whole input as one text.</summary>
    public byte[] Show() => Models is null ? Flags : [.. Flags, .. "\n\n--- models\n"u8, .. Models];

    private static JsonSeed Any(IReadOnlyList<JsonSeed> seeds, Random random) => seeds[random.Next(seeds.Count)];
}
