using EppoTyped.Generator.CSharp;
using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Generator.Models;

/// <summary>Builds the model of a project from its manifests, with resolved names and with types and defaults as C#.</summary>
internal sealed class ModelBuilder
{
    private readonly GenerationOptions _options;
    private readonly SubjectRules _rules;
    private readonly GeneratedNames _names;
    private readonly Dictionary<string, string> _subjectTypes = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];
    private readonly CancellationToken _cancellation;

    private ModelBuilder(ManifestSet manifests, GenerationOptions options, CancellationToken cancellation)
    {
        _options = options;
        _rules = new SubjectRules(manifests.Subjects);
        _names = GeneratedNames.Of(manifests, options.Facade);
        _cancellation = cancellation;
        foreach (SubjectNames subject in _names.Subjects)
        {
            _subjectTypes[subject.Definition.Key] = subject.Type is { } type ? Qualify(type) : Existing(subject.Definition.ExistingType!);
        }
    }

    public static FlagsModel Build(ManifestSet manifests, GenerationOptions options, CancellationToken cancellation) =>
        new ModelBuilder(manifests, options, cancellation).Build();

    private FlagsModel Build()
    {
        AccessorModel[] accessors = [.. _names.Root.Children.Select(BuildAccessor)];
        return new FlagsModel(
            _options,
            _names.FacadeSet,
            [.. _keys],
            [.. _names.Subjects.Where(subject => subject.Type is not null).Select(BuildSubject)],
            [.. _names.Surfaces
                .Select(surface => new SubjectSurface(
                    surface.Type,
                    surface.Subject is { } subject ? _subjectTypes[subject.Definition.Key] : Names.Subject))],
            [.. accessors]);
    }

    private static KeyedModel BuildSubject(SubjectNames subject) => new(
        Names.Escape(subject.Type!),
        Qualify(subject.Type!),
        Names.Subject,
        Documented.Subject(subject.Definition),
        "The key that experiments split traffic by.",
        [.. subject.Attributes.Select(attribute => BuildAttribute(attribute, subject.Definition.Key))]);

    private static KeyedModel BuildAction(ActionNames action, FlagDefinition flag) => new(
        Names.Escape(action.Type),
        Qualify(action.Type),
        Names.BanditAction,
        Documented.Action(flag),
        "The key of the action, unique among the actions of a call.",
        [.. action.Attributes.Select(attribute => BuildAttribute(attribute, flag.Key))]);

    private static AttributeModel BuildAttribute(AttributeNames names, string owner)
    {
        AttributeDefinition attribute = names.Definition;
        ChoicesModel? choices = names.Enum is null
            ? null
            : BuildChoices(names.Enum, Documented.Values(attribute, owner), attribute.Values, names.Members);
        string type = choices is null ? TypeOf(attribute.Type) : Qualify(names.Enum!);
        return new AttributeModel(
            attribute.Key,
            Names.Escape(names.Property),
            type,
            attribute.Required,
            Documented.Attribute(attribute),
            choices);
    }

    private AccessorModel BuildAccessor(AccessorNames names)
    {
        _cancellation.ThrowIfCancellationRequested();
        FlagDefinition? flag = names.Group.Flag;
        if (flag is not null)
        {
            _keys.Add(flag.Key);
        }

        return new AccessorModel(
            Names.Escape(names.Accessor),
            Names.Escape(names.Type),
            flag is null ? Documented.Group(names.Group) : Documented.Flag(flag),
            flag?.Deprecated is { } deprecated ? Documented.Deprecation(flag, deprecated) : null,
            flag is null ? null : BuildFlag(flag, names),
            [.. _names.Surfaces.Zip(
                names.Surfaces,
                (surface, type) => new SurfaceAccessor(
                    flag is not null && _rules.Takes(surface, flag),
                    type is null ? null : Names.Escape(type)))],
            [.. names.Children.Select(BuildAccessor)]);
    }

    private FlagModel BuildFlag(FlagDefinition flag, AccessorNames names)
    {
        ChoicesModel? choices = names.Enum is null
            ? null
            : BuildChoices(names.Enum, Documented.Variations(flag), flag.Variations, names.Members);
        ObjectModel? record = names.Record is null ? null : ObjectBuilder.Build(flag, names.Record, Qualify(names.Record));
        FlagKind kind = KindOf(flag, choices, record);
        string valueType = kind switch
        {
            FlagKind.Boolean => "bool",
            FlagKind.Choice => Qualify(names.Enum!),
            FlagKind.Text => "string",
            FlagKind.Integer => "long",
            FlagKind.Number => "double",
            FlagKind.Object => record!.QualifiedName,
            _ => Names.JsonElement,
        };
        string fallback = kind switch
        {
            FlagKind.Choice => $"{valueType}.{MemberOf(choices!, flag.Default)}",
            FlagKind.Object => $"new {valueType}()",
            FlagKind.Json => Literal.Of(ManifestJson.Write(flag.Default)),
            _ => Defaults.Of(flag.Type, flag.Default),
        };
        string subject = _rules.IsForAny(flag) ? Names.Subject : _subjectTypes[flag.Subject!];
        bool ranged = kind is FlagKind.Integer or FlagKind.Number;
        return new FlagModel(
            flag.Key,
            kind,
            valueType,
            subject,
            fallback,
            ranged && flag.Minimum is { } minimum ? Defaults.Of(flag.Type, minimum) : null,
            ranged && flag.Maximum is { } maximum ? Defaults.Of(flag.Type, maximum) : null,
            choices,
            record,
            names.Action is { } action ? BuildAction(action, flag) : null);
    }

    private static FlagKind KindOf(FlagDefinition flag, ChoicesModel? choices, ObjectModel? record) => flag.Type switch
    {
        FlagType.Boolean => FlagKind.Boolean,
        FlagType.Integer => FlagKind.Integer,
        FlagType.Float => FlagKind.Number,
        FlagType.Object => record is null ? FlagKind.Json : FlagKind.Object,
        _ => choices is null ? FlagKind.Text : FlagKind.Choice,
    };

    private static ChoicesModel BuildChoices(
        string name,
        Documentation documentation,
        IReadOnlyList<ChoiceDefinition> choices,
        IReadOnlyList<string> members) => new(
        Names.Escape(name),
        NameScope.PluralOf(name),
        Qualify(NameScope.PluralOf(name)),
        documentation,
        [.. choices.Zip(members, (choice, member) => new ChoiceModel(Names.Escape(member), choice.Value, Documented.Choice(choice)))]);

    // For a default that is not a variation there is a finding; the accessor must still compile.
    private static string MemberOf(ChoicesModel choices, ManifestValue value) =>
        (choices.Members.FirstOrDefault(member => value.Kind == ManifestValueKind.String && member.Value == value.Text)
            ?? choices.Members[0]).Name;

    private static string Qualify(string type) => Names.Here(Names.Escape(type));

    private static string Existing(string type)
    {
        const string global = "global::";
        string name = type.StartsWith(global, StringComparison.Ordinal) ? type.Substring(global.Length) : type;
        return global + Names.EscapeParts(name.Replace('+', '.'));
    }

    private static string TypeOf(AttributeType type) => type switch
    {
        AttributeType.Integer => "long",
        AttributeType.Number => "double",
        AttributeType.Boolean => "bool",
        _ => "string",
    };
}
