using EppoTyped.Manifest.Plan;

namespace EppoTyped.Generator.Models;

/// <summary>
/// Everything the source depends on and nothing else: no positions and no Roslyn objects. Types are written <c>global::</c>-qualified.
/// </summary>
internal sealed record FlagsModel(
    GenerationOptions Options,
    string FacadeSet,
    EquatableArray<string> Keys,
    EquatableArray<KeyedModel> Subjects,
    EquatableArray<SubjectSurface> Surfaces,
    EquatableArray<AccessorModel> Accessors);

/// <summary>A record with a key and attributes: a subject, or an action of a bandit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="QualifiedName">Its qualified name, valid in every place.</param>
/// <param name="Contract">The interface it implements.</param>
/// <param name="Documentation">Its documentation.</param>
/// <param name="KeyMeaning">The documentation of its key.</param>
/// <param name="Attributes">Its properties.</param>
internal sealed record KeyedModel(
    string Name,
    string QualifiedName,
    string Contract,
    Documentation Documentation,
    string KeyMeaning,
    EquatableArray<AttributeModel> Attributes);

/// <summary>A property of a subject or an action.</summary>
/// <param name="Key">The name on the wire.</param>
/// <param name="Property">The name in C#.</param>
/// <param name="Type">The C# type without <c>?</c>.</param>
/// <param name="Required">True when every instance must set it.</param>
/// <param name="Documentation">Its documentation.</param>
/// <param name="Choices">The enum of its values.</param>
internal sealed record AttributeModel(
    string Key,
    string Property,
    string Type,
    bool Required,
    Documentation Documentation,
    ChoicesModel? Choices);

/// <summary>An enum and its companion class.</summary>
/// <param name="Name">The enum.</param>
/// <param name="Companion">The class with <c>ToValue</c> and <c>TryParse</c>.</param>
/// <param name="QualifiedCompanion">The qualified name of the class, valid in every place.</param>
/// <param name="Documentation">The documentation of the enum.</param>
/// <param name="Members">Its members.</param>
internal sealed record ChoicesModel(
    string Name,
    string Companion,
    string QualifiedCompanion,
    Documentation Documentation,
    EquatableArray<ChoiceModel> Members);

/// <summary>A member of an enum.</summary>
/// <param name="Name">The name in C#.</param>
/// <param name="Value">The text on the wire.</param>
/// <param name="Documentation">Its documentation.</param>
internal sealed record ChoiceModel(string Name, string Value, Documentation Documentation);

/// <summary>A surface for one subject.</summary>
/// <param name="Type">The struct.</param>
/// <param name="SubjectType">The type of the parameter of <c>For</c>.</param>
internal sealed record SubjectSurface(string Type, string SubjectType);

/// <summary>A property of the surfaces, and the struct that it returns.</summary>
/// <param name="Name">The property.</param>
/// <param name="Type">The struct.</param>
/// <param name="Documentation">Its documentation.</param>
/// <param name="Obsolete">The message for code that still uses it; null where it is not deprecated.</param>
/// <param name="Flag">The flag; null for a group without a flag.</param>
/// <param name="Surfaces">What each surface for one subject has here, in the order of the surfaces.</param>
/// <param name="Children">The accessors below.</param>
internal sealed record AccessorModel(
    string Name,
    string Type,
    Documentation Documentation,
    string? Obsolete,
    FlagModel? Flag,
    EquatableArray<SurfaceAccessor> Surfaces,
    EquatableArray<AccessorModel> Children);

/// <summary>What a surface for one subject has at an accessor.</summary>
/// <param name="HasFlag">True when the flag can be evaluated for the subject of the surface.</param>
/// <param name="Struct">The struct with the accessors below; null where there are none.</param>
internal sealed record SurfaceAccessor(bool HasFlag, string? Struct);

/// <summary>A flag.</summary>
/// <param name="Key">The key on the wire.</param>
/// <param name="Kind">The type of its value.</param>
/// <param name="ValueType">The C# type of its value.</param>
/// <param name="SubjectType">The C# type of the subject.</param>
/// <param name="Default">The C# expression of its default.</param>
/// <param name="Minimum">The C# expression of the smallest live value.</param>
/// <param name="Maximum">The C# expression of the largest live value.</param>
/// <param name="Choices">The enum of its variations.</param>
/// <param name="Object">The record of its schema.</param>
/// <param name="Action">The record of its bandit's actions.</param>
internal sealed record FlagModel(
    string Key,
    FlagKind Kind,
    string ValueType,
    string SubjectType,
    string Default,
    string? Minimum,
    string? Maximum,
    ChoicesModel? Choices,
    ObjectModel? Object,
    KeyedModel? Action);

/// <summary>The kind of a flag's value, which selects its factory and its method.</summary>
internal enum FlagKind
{
    Boolean,
    Choice,
    Text,
    Integer,
    Number,
    Json,
    Object,
}

/// <summary>A record of an object flag, or one nested in it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="QualifiedName">Its qualified name, valid in every place.</param>
/// <param name="Documentation">Its documentation.</param>
/// <param name="Fields">Its properties.</param>
/// <param name="Nested">The records inside.</param>
internal sealed record ObjectModel(
    string Name,
    string QualifiedName,
    Documentation Documentation,
    EquatableArray<FieldModel> Fields,
    EquatableArray<ObjectModel> Nested);

/// <summary>A property of an object record.</summary>
/// <param name="Property">The name in C#.</param>
/// <param name="Type">The C# type.</param>
/// <param name="Default">The C# expression of the manifest's default.</param>
/// <param name="Reading">The C# expression that reads it from <c>json</c> and <c>fallback</c>.</param>
/// <param name="Documentation">Its documentation.</param>
internal sealed record FieldModel(string Property, string Type, string Default, string Reading, Documentation Documentation);

/// <summary>A documentation text: plain, escaped when it is written.</summary>
/// <param name="Text">Its documentation.</param>
/// <param name="Facts">Facts that are shown in a second paragraph; null for none.</param>
internal sealed record Documentation(string Text, string? Facts = null);
