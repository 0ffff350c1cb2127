namespace EppoTyped.Architecture.Tests;

/// <summary>A line of the table: a folder of a project, what it is, and the rooms that its code may know.</summary>
/// <param name="Name">Project and first folder, <c>EppoTyped/Polling</c>; <c>EppoTyped/.</c> for the files that stand directly in the project.</param>
/// <param name="What">What the room is, in a few words.</param>
/// <param name="MayKnow">Names of rooms of the same project without the project (<c>.</c> for its own files), and whole projects; separated by blanks.</param>
internal sealed record Room(string Name, string What, string MayKnow = "")
{
    public string Project => Name.Split('/')[0];

    /// <summary>The full names of the rooms, and of the projects, that this one may know.</summary>
    public IReadOnlyList<string> Known { get; } =
    [
        .. MayKnow.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(known => known.StartsWith("EppoTyped", StringComparison.Ordinal)
            ? known
            : $"{Name.Split('/')[0]}/{known}"),
    ];

    public override string ToString() => $"| {Name} | {What} | {MayKnow.Replace(" ", ", ", StringComparison.Ordinal)} |";
}
