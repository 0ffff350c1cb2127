using EppoTyped.CompilerServices;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>Calls whose assignment was logged before, so that deduplication finds it.</summary>
internal static class LoggedCases
{
    private const int Many = 50_000;

    public static IEnumerable<QuickCase> All()
    {
        ISubject[] few = [.. Shoppers.Short.Take(64)];
        FlagClient constant = Logged(Configurations.Of("constant", _ => Configurations.Constant(doLog: true)));
        FlagClient split = Logged(Configurations.Of("split", number => Configurations.Halves($"salt-{number:0000}", doLog: true)));
        FlagClient many = Logged(
            Configurations.Of("split", _ => Configurations.Halves("3f2b8c1e-5d4a-4b7c-9e6f-1a2b3c4d5e6f-a", doLog: true)));
        ISubject[] guids = [.. Enumerable.Range(0, Many).Select(number => (ISubject)new Subject(Shoppers.GuidOf(number)))];
        new Random(11).Shuffle(guids);
        Flag<Side> only = CallCases.Sides("split")[0];

        yield return new TypedCase<bool>(
            "logged-constant", constant, [.. Configurations.Keys("constant").Select(key => GeneratedCodeV1.Boolean(key, false))], few);
        yield return new TypedCase<Side>("logged-split", split, CallCases.Sides("split"), few);
        yield return new TypedCase<Side>("logged-50k", many, [only, only, only, only, only, only, only, only], guids);
    }

    private static FlagClient Logged(string configuration) =>
        FlagClient.InMemory(configuration, AssignmentLogger.FromDelegate(_ => { }), deduplication: new DeduplicationOptions());
}
