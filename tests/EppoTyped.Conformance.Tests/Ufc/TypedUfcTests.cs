using System.Text.Json;
using System.Text.Json.Nodes;

namespace EppoTyped.Conformance.Tests.Ufc;

/// <summary>Every case of Eppo's shared test data, through the accessors that are generated from this project's flags.json.</summary>
public sealed class TypedUfcTests
{
    private static readonly Lazy<FlagSet> Flags = new(
        () => new FlagSet(FlagClient.InMemory(File.ReadAllText(Path.Combine(ConformanceFolder.Ufc!, "flags-v1.json")))));

    // One line per flag: the accessor, called with the case's default.
    private static readonly Dictionary<string, Func<FlagSet, Subject, JsonElement, JsonNode?>> Accessors = new()
    {
        [EmptyFlagFlag.Key] = (flags, subject, fallback) => flags.EmptyFlag.Value(subject, fallback.GetString()!),
        [DisabledFlagFlag.Key] = (flags, subject, fallback) => flags.DisabledFlag.Value(subject, fallback.GetInt64()),
        [NoAllocationsFlagFlag.Key] = (flags, subject, fallback) => Node(flags.NoAllocationsFlag.Value(subject, fallback)),
        [NumericFlagFlag.Key] = (flags, subject, fallback) => flags.NumericFlag.Value(subject, fallback.GetDouble()),
        [InvalidValueFlagFlag.Key] = (flags, subject, fallback) => flags.InvalidValueFlag.Value(subject, fallback.GetInt64()),
        [RegexFlagFlag.Key] = (flags, subject, fallback) => flags.RegexFlag.Value(subject, fallback.GetString()!),
        [NumericOneOfFlag.Key] = (flags, subject, fallback) => flags.NumericOneOf.Value(subject, fallback.GetInt64()),
        [BooleanOneOfMatchesFlag.Key] = (flags, subject, fallback) => flags.BooleanOneOfMatches.Value(subject, fallback.GetInt64()),
        [BooleanFalseAssignmentFlag.Key] = (flags, subject, fallback) =>
            flags.BooleanFalseAssignment.IsEnabled(subject, fallback.GetBoolean()),
        [EmptyStringVariationFlag.Key] = (flags, subject, fallback) => flags.EmptyStringVariation.Value(subject, fallback.GetString()!),
        [EmptyStringFlagFlag.Key] = (flags, subject, fallback) => flags.EmptyStringFlag.Value(subject, fallback.GetString()!),
        [KillSwitchFlag.Key] = (flags, subject, fallback) => flags.KillSwitch.IsEnabled(subject, fallback.GetBoolean()),
        [SemverTestFlag.Key] = (flags, subject, _) => flags.SemverTest.Variant(subject, SemverTestVariant.Unknown).ToValue(),
        [ComparatorOperatorTestFlag.Key] = (flags, subject, _) =>
            flags.ComparatorOperatorTest.Variant(subject, ComparatorOperatorTestVariant.Unknown).ToValue(),
        [StartAndEndDateTestFlag.Key] = (flags, subject, _) =>
            flags.StartAndEndDateTest.Variant(subject, StartAndEndDateTestVariant.Unknown).ToValue(),
        [NullOperatorTestFlag.Key] = (flags, subject, fallback) => flags.NullOperatorTest.Value(subject, fallback.GetString()!),
        [NewUserOnboardingFlag.Key] = (flags, subject, _) =>
            flags.NewUserOnboarding.Variant(subject, NewUserOnboardingVariant.Default).ToValue(),
        [FalsyValueAssignmentsFlag.Key] = (flags, subject, fallback) => flags.FalsyValueAssignments.Value(subject, fallback.GetInt64()),
        [IntegerFlagFlag.Key] = (flags, subject, fallback) => flags.IntegerFlag.Value(subject, fallback.GetInt64()),
        [JsonConfigFlagFlag.Key] = (flags, subject, fallback) => Node(flags.JsonConfigFlag.Value(subject, fallback)),
        [SpecialCharactersFlag.Key] = (flags, subject, fallback) => Node(flags.SpecialCharacters.Value(subject, fallback)),
        [StringFlagWithSpecialCharactersFlag.Key] = (flags, subject, fallback) =>
            flags.StringFlagWithSpecialCharacters.Value(subject, fallback.GetString()!),
        [FlagThatDoesNotExistFlag.Key] = (flags, subject, fallback) => flags.FlagThatDoesNotExist.Value(subject, fallback.GetDouble()),
    };

    public static TheoryData<int, string, NumberForm> Cases => UfcTests.Cases;

    [ConformanceTheory]
    [MemberData(nameof(Cases))]
    public void The_typed_accessor_returns_the_same_value(int index, string name, NumberForm form)
    {
        UfcCase @case = UfcCase.All[index];
        JsonNode? value = Accessors[@case.Flag](Flags.Value, @case.SubjectAs(form), @case.Default);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(@case.Assignment.GetRawText()), value),
            $"{name}: expected {@case.Assignment}, got {value?.ToJsonString()}");
    }

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());
}
