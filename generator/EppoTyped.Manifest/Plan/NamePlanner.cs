using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Manifest.Plan;

/// <summary>Names the types of one namespace: subjects first, then flags in the order of the manifests.</summary>
internal sealed class NamePlanner
{
    // The fields of every surface: a name in a manifest can be anything.
    private static readonly string[] OfGroups = ["_client", "_subject", .. ReservedNames.OfAliases];

    // The members of a flag's own struct. The reader reports children of these names, and they must still compile.
    private static readonly string[] OfFlags = [.. ReservedNames.OfObjects, .. OfGroups, .. ReservedNames.OfFlags, "ActionDetails"];

    private static readonly string[] OfSubjects = [.. ReservedNames.OfRecords, "Key", "TryGetAttribute", "CopyAttributesTo"];

    private readonly string _facade;
    private readonly NameScope _types;
    private readonly List<GeneratedType> _all = [];
    private readonly SubjectRules _rules;

    public NamePlanner(ManifestSet manifests, string facade)
    {
        (_rules, _facade) = (new SubjectRules(manifests.Subjects), facade);
        string set = FlagSetName.Of(facade);

        // A type with a member of its own name does not compile, so that no record can have the name of one of its members.
        _types = new NameScope([facade, set, .. OfSubjects, ReservedNames.ReadMethod, .. ReservedNames.OfAliases]);
        _all.AddRange([new GeneratedType(facade, null, null), new GeneratedType(set, null, null)]);
    }

    public IReadOnlyList<GeneratedType> Types => _all;

    public SubjectNames NameSubject(SubjectDefinition subject)
    {
        string stem = subject.Name ?? PascalName.Of(subject.Key);
        return new SubjectNames(subject, stem, subject.ExistingType is null ? Register(_types.Take(stem, "Subject"), subject) : null, []);
    }

    public SubjectNames NameAttributes(SubjectNames subject) =>
        subject.Type is { } type
            ? subject with { Attributes = NameAttributes(subject.Definition.Attributes, type, null, subject.Definition) }
            : subject;

    public IEnumerable<SurfaceNames> NameSurfaces(ManifestSet manifests, IReadOnlyList<SubjectNames> subjects)
    {
        HashSet<string> existing = new(StringComparer.Ordinal);
        foreach (SubjectNames subject in subjects)
        {
            // Two subjects of one existing class cannot both have an overload of For.
            if (subject.Definition.ExistingType is not { } type || existing.Add(type))
            {
                yield return new SurfaceNames(subject, Register(_types.Take(_facade + "For" + subject.Stem), subject.Definition));
            }
        }

        if (SubjectRules.Below(manifests.Root).Any(_rules.IsForAny))
        {
            yield return new SurfaceNames(null, Register(_types.Take(_facade + "ForAnySubject"), flag: null));
        }
    }

    public AccessorNames NameRoot(AccessorGroup root, IReadOnlyList<SurfaceNames> surfaces)
    {
        IEnumerable<string> structs = surfaces.Select(surface => surface.Type);
        NameScope members = new([.. ReservedNames.OfObjects, .. OfGroups, "For", _facade, FlagSetName.Of(_facade), .. structs]);
        return new AccessorNames(
            root,
            "",
            "",
            null,
            [],
            null,
            null,
            [],
            [.. root.Children.Select(child => Name(child, "", members, surfaces))]);
    }

    private AccessorNames Name(AccessorGroup group, string above, NameScope siblings, IReadOnlyList<SurfaceNames> surfaces)
    {
        string path = above + group.Name;
        FlagDefinition? flag = group.Flag;
        string type = Register(_types.Take(path + (flag is null ? "Group" : "Flag")), flag);
        string? choices = flag is { Type: FlagType.String, Variations.Count: > 0 }
            ? RegisterEnum(_types.TakeWithPlural(path + "Variant"), flag, null)
            : null;
        string? record = flag is { Type: FlagType.Object, Schema: not null } ? Register(_types.Take(path, "Object"), flag) : null;
        ActionNames? action = flag?.Bandit is { } bandit ? NameAction(flag, bandit, Register(_types.Take(path + "Action"), flag)) : null;
        string?[] structs = [.. surfaces.Select(surface => NameSurface(group, path, surface))];
        return new AccessorNames(
            group,
            siblings.Take(group.Name, flag is null ? "Group" : "Flag"),
            type,
            choices,
            NameMembers(flag?.Variations ?? []),
            record,
            action,
            structs,
            group.Children.Count == 0
                ? []
                : NameChildren(
                    group,
                    path,
                    new([.. flag is null ? [.. ReservedNames.OfObjects, .. OfGroups] : OfFlags, type, .. structs.OfType<string>()]),
                    surfaces));
    }

    private AccessorNames[] NameChildren(AccessorGroup group, string path, NameScope members, IReadOnlyList<SurfaceNames> surfaces) =>
        [.. group.Children.Select(child => Name(child, path, members, surfaces))];

    private ActionNames NameAction(FlagDefinition flag, BanditDefinition bandit, string type) =>
        new(bandit, type, NameAttributes(bandit.ActionAttributes, type, flag, null));

    private List<AttributeNames> NameAttributes(
        IReadOnlyList<AttributeDefinition> attributes,
        string type,
        FlagDefinition? flag,
        SubjectDefinition? subject)
    {
        NameScope members = new([.. OfSubjects, type]);
        List<AttributeNames> named = [];
        foreach (AttributeDefinition attribute in attributes)
        {
            string property = members.Take(attribute.Name ?? PascalName.Of(attribute.Key), "Attribute");
            string? name = attribute.Values.Count == 0 ? null : RegisterEnum(_types.TakeWithPlural(type + property), flag, subject);
            named.Add(new AttributeNames(attribute, property, name, NameMembers(attribute.Values)));
        }

        return named;
    }

    private string? NameSurface(AccessorGroup group, string path, SurfaceNames surface) =>
        group.Children.Count > 0 && SubjectRules.Within(group).Any(flag => _rules.Takes(surface, flag))
            ? Register(_types.Take(path + "For" + (surface.Subject?.Stem ?? "AnySubject")), group.Flag)
            : null;

    private static string[] NameMembers(IReadOnlyList<ChoiceDefinition> choices)
    {
        if (choices.Count == 0)
        {
            return [];
        }

        NameScope members = new(ReservedNames.OfObjects);
        return [.. choices.Select(choice => members.Take(choice.Name ?? PascalName.Of(choice.Value), "Value"))];
    }

    private string RegisterEnum(string name, FlagDefinition? flag, SubjectDefinition? subject)
    {
        _all.AddRange([new GeneratedType(name, flag, subject), new GeneratedType(NameScope.PluralOf(name), flag, subject)]);
        return name;
    }

    private string Register(string name, SubjectDefinition subject)
    {
        _all.Add(new GeneratedType(name, null, subject));
        return name;
    }

    private string Register(string name, FlagDefinition? flag)
    {
        _all.Add(new GeneratedType(name, flag, null));
        return name;
    }
}
