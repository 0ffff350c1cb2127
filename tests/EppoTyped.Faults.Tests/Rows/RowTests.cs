using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace EppoTyped.Faults.Tests;

/// <summary>
/// Checks the suite against the fault matrix: each of the rows 1 to 87 has one test method, or is listed with the reason why not.
/// </summary>
[Trait("Category", "Faults")]
public sealed partial class RowTests(ITestOutputHelper output)
{
    private const int Rows = 87;

    [Fact]
    public void Every_row_has_a_test_or_is_listed_with_a_reason()
    {
        ILookup<int, string> played = Played();
        foreach ((int row, string reason) in NotYet.Reasons)
        {
            output.WriteLine($"F{row:00} is not played: {reason}");
        }

        output.WriteLine($"{played.Count} of {Rows} rows are played, {NotYet.Reasons.Count} are not.");
        Assert.Empty(NotYet.Reasons.Keys.Intersect(played.Select(row => row.Key)));
        Assert.Equal(Enumerable.Range(1, Rows), played.Select(row => row.Key).Concat(NotYet.Reasons.Keys).Order());
        Assert.All(played, row => Assert.Single(row));
        Assert.True(played.Count >= 75, $"Only {played.Count} rows are played.");
    }

    [Fact]
    public void Every_row_is_in_the_category() => Assert.All(
        Methods().Select(method => method.DeclaringType!).Distinct(),
        type => Assert.Contains(type.GetCustomAttributesData(), attribute => attribute.AttributeType == typeof(TraitAttribute)
            && attribute.ConstructorArguments.Select(argument => (string?)argument.Value).SequenceEqual(["Category", "Faults"])));

    private static ILookup<int, string> Played() =>
        Methods().ToLookup(
            method => int.Parse(RowName().Match(method.Name).Groups[1].Value, CultureInfo.InvariantCulture), method => method.Name);

    private static IEnumerable<MethodInfo> Methods() => typeof(RowTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => RowName().IsMatch(method.Name) && method.GetCustomAttributes<FactAttribute>().Any());

    [GeneratedRegex("^F([0-9]{2})_")]
    private static partial Regex RowName();
}
