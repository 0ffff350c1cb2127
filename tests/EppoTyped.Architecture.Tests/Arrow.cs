namespace EppoTyped.Architecture.Tests;

/// <summary>One place where the code of a room uses what another room declares.</summary>
/// <param name="From">The room of the code.</param>
/// <param name="To">The room of what it uses.</param>
/// <param name="Symbol">What it uses.</param>
/// <param name="Place">File and line, from the root of the repository.</param>
internal sealed record Arrow(string From, string To, string Symbol, string Place);
