namespace EppoTyped.Architecture.Tests;

/// <summary>The table of rooms (<see cref="Rooms"/>) is what the code does, and what CONTRIBUTING shows.</summary>
public sealed class ArchitectureTests(Checkout checkout) : IClassFixture<Checkout>
{
    [Fact]
    public void Every_name_in_the_sources_is_found() => Assert.Empty(checkout.Unresolved);

    [Fact]
    public void Every_file_stands_in_a_room_of_the_table() =>
        Assert.Equal(checkout.Rooms, Rooms.All.Select(room => room.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_room_knows_only_rooms_above_it_in_the_table()
    {
        HashSet<string> above = new(StringComparer.Ordinal);
        foreach (Room room in Rooms.All)
        {
            Assert.All(room.Known, known => Assert.True(
                above.Contains(known) || (known != room.Project && Rooms.All.Any(other => other.Project == known)),
                $"{room.Name} may know {known}, which is not a room above it, nor another project."));
            above.Add(room.Name);
        }
    }

    [Fact]
    public void Code_knows_only_what_its_room_may_know()
    {
        string[] forbidden =
        [
            .. checkout.Arrows
                .Where(arrow => !IsAllowed(arrow))
                .GroupBy(arrow => $"{arrow.From} -> {arrow.To}", StringComparer.Ordinal)
                .OrderBy(arrows => arrows.Key, StringComparer.Ordinal)
                .Select(arrows => $"{arrows.Key}: {string.Join(", ", arrows.Take(20).Select(arrow => $"{arrow.Symbol} at {arrow.Place}"))}"),
        ];
        Assert.True(
            forbidden.Length == 0,
            $"The table of rooms does not allow these uses. Move the code, or change the table in Rooms.cs and CONTRIBUTING.md.\n{string.Join('\n', forbidden)}");
    }

    [Fact]
    public void The_table_allows_nothing_that_no_code_needs()
    {
        HashSet<(string From, string To)> used = [.. checkout.Arrows.Select(arrow => (arrow.From, Named(arrow)))];
        Assert.Empty(Rooms.All.SelectMany(room => room.Known.Where(known => !used.Contains((room.Name, known))).Select(known => $"{room.Name} -> {known}")));
    }

    [Fact]
    public void Contributing_shows_the_table()
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "CONTRIBUTING.md"));
        string[] shown = [.. lines.SkipWhile(line => line != Rooms.Heading).TakeWhile(line => line.StartsWith('|'))];
        Assert.Equal([Rooms.Heading, "|---|---|---|", .. Rooms.All.Select(room => room.ToString())], shown);
    }

    private static bool IsAllowed(Arrow arrow) =>
        Rooms.All.FirstOrDefault(room => room.Name == arrow.From) is { } from && from.Known.Contains(Named(arrow), StringComparer.Ordinal);

    // Rooms of another project are known as that project: what it shows is its own affair.
    private static string Named(Arrow arrow)
    {
        string project = arrow.To.Split('/')[0];
        return arrow.From.Split('/')[0] == project ? arrow.To : project;
    }
}
