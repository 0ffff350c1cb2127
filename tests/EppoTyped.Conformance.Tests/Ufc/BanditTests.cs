namespace EppoTyped.Conformance.Tests.Ufc;

/// <summary>Every case of Eppo's shared bandit data, with grouped attributes, flat attributes, and typed subjects and actions.</summary>
public sealed class BanditTests : IAssignmentLogger
{
    private readonly List<BanditActionEvent> _chosen = [];

    public static TheoryData<int, string> Cases => CasesWhere(_ => true);

    /// <summary>The cases without dynamic typing: those that flat attributes can express.</summary>
    public static TheoryData<int, string> TypedCases =>
        CasesWhere(@case => !@case.File.Contains("dynamic-typing", StringComparison.Ordinal));

    [ConformanceFact]
    public void All_35_cases_are_there() => Assert.Equal(35, BanditCase.All.Count);

    [ConformanceTheory]
    [MemberData(nameof(Cases))]
    public void Grouped_attributes_return_the_expected_variation_and_action(int index, string name)
    {
        BanditCase @case = BanditCase.All[index];
        BanditResult<string> expected = new(@case.Variation, @case.Action);

        Assert.True(expected == Client().GetBanditAction(@case.Flag, @case.SubjectContext, @case.ActionContexts, @case.Default), name);
        Evaluation<BanditResult<string>> evaluation = Client().GetBanditActionDetails(
            @case.Flag, @case.Subject, @case.SubjectContext, @case.ActionContexts, @case.Default);

        Assert.Equal(expected, evaluation.Value);
        Assert.Equal(@case.Action, evaluation.Details.BanditAction);
        Assert.Equal(@case.Action is null ? [] : [@case.Action, @case.Action], _chosen.Select(action => action.Action));
    }

    [ConformanceTheory]
    [MemberData(nameof(TypedCases))]
    public void Flat_attributes_return_the_same(int index, string name)
    {
        BanditCase @case = BanditCase.All[index];
        Dictionary<string, Dictionary<string, object?>> actions = @case.ActionContexts.ToDictionary(
            action => action.Key, action => BanditCase.Flat(action.Value));

        BanditResult<string> result = Client().GetBanditAction(
            @case.Flag, @case.Subject, BanditCase.Flat(@case.SubjectContext), actions, @case.Default);

        Assert.True(new BanditResult<string>(@case.Variation, @case.Action) == result, name);
    }

    // Measured with Eppo's JavaScript SDK (docs/protocols/eppo.md, section 8.6).
    [ConformanceTheory]
    [InlineData("bandit-cold-start", "alice", "red", 1.0 / 3, 0.0)]
    [InlineData("banner-bandit", "alice", "nike", 0.7922944468359879, 0.0)]
    [InlineData("banner-bandit", "imogene", "nike", 0.15625, 3.4)]
    [InlineData("banner-bandit", "frenkie", "puma", 0.09345794392523366, 6.7)]
    [InlineData("car-bandit", "anastasia", "dodge", 0.06666666666666667, 996.0)]
    [InlineData("car-bandit", "bob", "ford", 0.5, 0.0)]
    public void Probability_and_gap_are_the_measured_ones(string file, string subject, string action, double probability, double gap)
    {
        BanditCase @case = BanditCase.All.Single(@case => @case.File == $"test-case-{file}.json" && @case.Subject == subject);

        Client().GetBanditAction(@case.Flag, @case.SubjectContext, @case.ActionContexts, @case.Default);

        BanditActionEvent chosen = Assert.Single(_chosen);
        Assert.Equal(action, chosen.Action);
        Assert.Equal(probability, chosen.ActionProbability, 1e-12);
        Assert.Equal(gap, chosen.OptimalityGap, 1e-12);
    }

    void IAssignmentLogger.LogAssignment(AssignmentEvent assignment)
    {
    }

    void IAssignmentLogger.LogBanditAction(BanditActionEvent action) => _chosen.Add(action);

    private FlagClient Client() => FlagClient.InMemory(
        File.ReadAllText(Path.Combine(ConformanceFolder.Ufc!, "bandit-flags-v1.json")),
        assignmentLogger: this,
        banditModels: File.ReadAllText(Path.Combine(ConformanceFolder.Ufc!, "bandit-models-v1.json")));

    private static TheoryData<int, string> CasesWhere(Func<BanditCase, bool> wanted)
    {
        TheoryData<int, string> cases = [];
        for (int index = 0; index < BanditCase.All.Count; index++)
        {
            if (wanted(BanditCase.All[index]))
            {
                cases.Add(index, BanditCase.All[index].ToString());
            }
        }

        return cases;
    }
}
