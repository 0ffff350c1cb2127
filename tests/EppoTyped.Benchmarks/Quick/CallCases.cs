using System.Runtime.CompilerServices;
using EppoTyped.CompilerServices;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>Single calls that do not log.</summary>
internal static class CallCases
{
    private const string GuidSalt = "3f2b8c1e-5d4a-4b7c-9e6f-1a2b3c4d5e6f-a";

    public static IEnumerable<QuickCase> All()
    {
        FlagClient constant = FlagClient.InMemory(Configurations.Of("constant", _ => Configurations.Constant()));
        FlagClient json = FlagClient.InMemory(Configurations.Of("json", _ => Configurations.ConstantJson()));
        FlagClient split = FlagClient.InMemory(Configurations.Of("split", number => Configurations.Halves($"salt-{number:0000}")));
        FlagClient splitGuid = FlagClient.InMemory(Configurations.Of("guid", _ => Configurations.Halves(GuidSalt)));
        FlagClient rules = FlagClient.InMemory(Configurations.Of("rules", number => Configurations.Rules($"salt-{number:0000}")));

        yield return new TypedCase<bool>(
            "typed-constant", constant, Handles("constant", key => GeneratedCodeV1.Boolean(key, false)), Shoppers.Short);
        yield return new TypedCase<Banner>(
            "typed-json", json, Handles("json", key => GeneratedCodeV1.Object(key, Banner.Default, Banner.Read)), Shoppers.Short);
        yield return new BooleanByKeyCase("constant", constant, Configurations.Keys("constant"));
        yield return new BooleanByKeyCase("unknown", constant, Configurations.Keys("nowhere"));
        yield return new TypedCase<Side>("split", split, Sides("split"), Shoppers.Short);
        yield return new TypedCase<Side>("split-guid", splitGuid, Sides("guid"), Shoppers.Guids);
        yield return new TypedCase<Side>("typed-rules-split", rules, Sides("rules"), Shoppers.Short);
        yield return new TextByKeyCase("rules-split", rules, Configurations.Keys("rules"));
        yield return new DetailsByKeyCase("rules-split-details", rules, Configurations.Keys("rules"));
    }

    /// <summary>The same with a pattern that needs a regular expression.</summary>
    public static QuickCase WithRegex() => new TextByKeyCase(
        "rules-split-regex",
        FlagClient.InMemory(
            Configurations.Of("rules", number => Configurations.Rules($"salt-{number:0000}", "^(staff|admin)[0-9]+(\\.[a-z]+)?@"))),
        Configurations.Keys("rules"));

    public static Flag<Side>[] Sides(string kind) => Handles(kind, key => GeneratedCodeV1.Choice(key, Side.Neither, TryParse));

    private static Flag<T>[] Handles<T>(string kind, Func<string, Flag<T>> make) => [.. Configurations.Keys(kind).Select(make)];

    private static bool TryParse(string text, out Side side)
    {
        side = text switch { "on" => Side.On, "off" => Side.Off, _ => Side.Neither };
        return side != Side.Neither;
    }
}

internal enum Side
{
    Neither = 1,
    On,
    Off,
}

internal sealed record Banner(bool Hero, string Image)
{
    public static Banner Default { get; } = new(false, "placeholder.png");

    public static Banner Read(JsonPlace place, Banner? fallback) =>
        new(place["hero"].Boolean(fallback?.Hero), place["hero_image"].String(fallback?.Image));
}

/// <summary>Calls of a generated accessor.</summary>
internal sealed class TypedCase<T>(string name, FlagClient client, Flag<T>[] handles, ISubject[] subjects) : QuickCase(name, Calls)
{
    public override void Run()
    {
        T? last = default;
        for (int operation = 0; operation < Operations; operation++)
        {
            last = Call(client, handles[operation & 7], subjects[operation % subjects.Length]);
        }

        GC.KeepAlive(last);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Call(FlagClient client, Flag<T> handle, ISubject subject) => GeneratedCodeV1.Value(client, handle, subject);
}

internal sealed class BooleanByKeyCase(string name, FlagClient client, string[] keys) : QuickCase(name, Calls)
{
    public override void Run()
    {
        bool last = false;
        for (int operation = 0; operation < Operations; operation++)
        {
            int shopper = operation % Shoppers.Count;
            last ^= Call(client, keys[operation & 7], Shoppers.Short[shopper].Key, Shoppers.Attributes[shopper]);
        }

        GC.KeepAlive(last ? this : null);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Call(FlagClient client, string flag, string subject, Dictionary<string, object> attributes) =>
        client.GetBooleanAssignment(flag, subject, attributes, false);
}

internal sealed class TextByKeyCase(string name, FlagClient client, string[] keys) : QuickCase(name, Calls)
{
    public override void Run()
    {
        string? last = null;
        for (int operation = 0; operation < Operations; operation++)
        {
            int shopper = operation % Shoppers.Count;
            last = Call(client, keys[operation & 7], Shoppers.Short[shopper].Key, Shoppers.Attributes[shopper]);
        }

        GC.KeepAlive(last);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Call(FlagClient client, string flag, string subject, Dictionary<string, object> attributes) =>
        client.GetStringAssignment(flag, subject, attributes, "none");
}

internal sealed class DetailsByKeyCase(string name, FlagClient client, string[] keys) : QuickCase(name, Calls)
{
    public override void Run()
    {
        Evaluation<string>? last = null;
        for (int operation = 0; operation < Operations; operation++)
        {
            last = Call(client, keys[operation & 7], Shoppers.Short[operation].Key, Shoppers.Attributes[operation]);
        }

        GC.KeepAlive(last);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Evaluation<string> Call(FlagClient client, string flag, string subject, Dictionary<string, object> attributes) =>
        client.GetStringAssignmentDetails(flag, subject, attributes, "none");
}
