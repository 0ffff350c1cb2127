using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>One set of attributes that a call gives, beside what the manifest declares for it.</summary>
/// <param name="Owner">Whose they are: <c>subject "user"</c>, or <c>an action of flag "banner-bandit"</c>.</param>
/// <param name="Declared">What the manifest declares.</param>
/// <param name="Dictionary">What the call gives.</param>
/// <param name="Place">Where to say that one is missing.</param>
internal sealed record GivenAttributes(
    string Owner,
    IReadOnlyList<AttributeDefinition> Declared,
    AttributeDictionary Dictionary,
    Location Place)
{
    /// <summary>The sets of a call: its subject's, and those of the actions of a bandit. None where the manifest declares none.</summary>
    public static IReadOnlyList<GivenAttributes> Of(FlagCall call) =>
        call is { Flag: { } flag, Manifests: { } manifests } && call.Method.Kind != FlagCallKind.Override
            ? [.. OfSubject(call, flag, manifests), .. OfActions(call, flag)]
            : [];

    private static IEnumerable<GivenAttributes> OfSubject(FlagCall call, FlagDefinition flag, ProjectManifests manifests)
    {
        if (manifests.SubjectOf(flag)?.Definition is not { Attributes.Count: > 0 } subject)
        {
            yield break;
        }

        IArgumentOperation? argument = call.Attributes ?? call.SubjectContext;
        AttributeDictionary dictionary = AttributeDictionary.Read(argument?.Value, earlier => Ask(call, earlier)?.Subject == subject.Key);
        yield return new GivenAttributes(
            $"subject \"{subject.Key}\"",
            subject.Attributes,
            dictionary,
            argument?.Value.Syntax.GetLocation() ?? call.NameLocation);
    }

    private static IEnumerable<GivenAttributes> OfActions(FlagCall call, FlagDefinition flag)
    {
        if (flag.Bandit is not { ActionAttributes.Count: > 0 } bandit || call.Actions is null)
        {
            return [];
        }

        bool IsOfThisFlag(IInvocationOperation earlier) => Ask(call, earlier)?.Key == flag.Key;
        return AttributeDictionary.Read(call.Actions.Value, IsOfThisFlag).Entries
            .Where(action => action.IsJudged)
            .Select(action => new GivenAttributes(
                $"an action of flag \"{flag.Key}\"",
                bandit.ActionAttributes,
                AttributeDictionary.Read(action.Value, IsOfThisFlag),
                action.Value.Syntax.GetLocation()));
    }

    private static FlagDefinition? Ask(FlagCall call, IInvocationOperation other) =>
        FlagCall.Read(other, call.Runtime, call.Manifests)?.Flag;
}
