using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>A set of attributes that a call passes, with the attributes that the manifest declares for it.</summary>
/// <param name="Owner">Their owner for messages: <c>subject "user"</c>, or <c>an action of flag "banner-bandit"</c>.</param>
/// <param name="Declared">The attributes that the manifest declares.</param>
/// <param name="Dictionary">The attributes that the call passes.</param>
/// <param name="Place">The place for a message about a missing one.</param>
internal sealed record GivenAttributes(
    string Owner,
    IReadOnlyList<AttributeDefinition> Declared,
    AttributeDictionary Dictionary,
    Location Place)
{
    /// <summary>The sets of a call: the subject's, and those of a bandit's actions. Empty where the manifest declares none.</summary>
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
        AttributeDictionary dictionary = AttributeDictionary.Read(
            argument?.Value,
            earlier => FlagOf(call, earlier)?.Subject == subject.Key);
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

        bool IsOfThisFlag(IInvocationOperation earlier) => FlagOf(call, earlier)?.Key == flag.Key;
        return AttributeDictionary.Read(call.Actions.Value, IsOfThisFlag).Entries
            .Where(action => action.IsChecked)
            .Select(action => new GivenAttributes(
                $"an action of flag \"{flag.Key}\"",
                bandit.ActionAttributes,
                AttributeDictionary.Read(action.Value, IsOfThisFlag),
                action.Value.Syntax.GetLocation()));
    }

    private static FlagDefinition? FlagOf(FlagCall call, IInvocationOperation other) =>
        FlagCall.Read(other, call.Runtime, call.Manifests)?.Flag;
}
