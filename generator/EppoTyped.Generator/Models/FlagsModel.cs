namespace EppoTyped.Generator.Models;

/// <summary>How the project wants its code: part of every model, since every line depends on it.</summary>
/// <param name="Namespace">Where the types stand.</param>
/// <param name="Facade">The static class.</param>
/// <param name="IsPublic">True when other assemblies may use the types.</param>
internal sealed record Settings(string Namespace, string Facade, bool IsPublic);

/// <summary>
/// Everything the source depends on, and nothing else: no positions, no Roslyn objects. Types are written <c>global::</c>-qualified.
/// </summary>
internal sealed record FlagsModel(
    Settings Settings,
    string FacadeSet,
    EquatableArray<string> Keys,
    EquatableArray<KeyedModel> Subjects,
    EquatableArray<BoundModel> Bounds,
    EquatableArray<AccessorModel> Accessors);

/// <summary>The record of something with a key and attributes: a subject, or an action of a bandit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="QualifiedName">Its name from everywhere.</param>
/// <param name="Contract">The interface it implements.</param>
/// <param name="Documentation">What it is.</param>
/// <param name="KeyMeaning">What its key is.</param>
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
/// <param name="Required">True when every one must set it.</param>
/// <param name="Documentation">What it is.</param>
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
/// <param name="QualifiedCompanion">The class from everywhere.</param>
/// <param name="Documentation">What the enum is.</param>
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
/// <param name="Documentation">What it is.</param>
internal sealed record ChoiceModel(string Name, string Value, Documentation Documentation);

/// <summary>A surface bound to one subject.</summary>
/// <param name="Type">The struct.</param>
/// <param name="SubjectType">What <c>For</c> takes.</param>
internal sealed record BoundModel(string Type, string SubjectType);

/// <summary>A property of the surfaces, and the struct behind it.</summary>
/// <param name="Name">The property.</param>
/// <param name="Type">The struct.</param>
/// <param name="Documentation">What it is.</param>
/// <param name="Obsolete">What to tell who still uses it; null where nothing is wrong with it.</param>
/// <param name="Flag">The flag; null for a mere group.</param>
/// <param name="Bounds">What each bound surface has here, in their order; null where it has nothing.</param>
/// <param name="Children">The accessors below.</param>
internal sealed record AccessorModel(
    string Name,
    string Type,
    Documentation Documentation,
    string? Obsolete,
    FlagModel? Flag,
    EquatableArray<BoundAccessorModel> Bounds,
    EquatableArray<AccessorModel> Children);

/// <summary>What a bound surface has at an accessor.</summary>
/// <param name="HasFlag">True when the flag itself can be asked for the surface's subject.</param>
/// <param name="Struct">The struct of what is below; null where nothing is.</param>
internal sealed record BoundAccessorModel(bool HasFlag, string? Struct);

/// <summary>A flag.</summary>
/// <param name="Key">The key on the wire.</param>
/// <param name="Kind">What it answers.</param>
/// <param name="ValueType">The C# type of its answer.</param>
/// <param name="SubjectType">Whom it is decided for.</param>
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

/// <summary>What a flag answers, and so which factory and which method it gets.</summary>
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
/// <param name="QualifiedName">Its name from everywhere.</param>
/// <param name="Documentation">What it is.</param>
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
/// <param name="Documentation">What it is.</param>
internal sealed record FieldModel(string Property, string Type, string Default, string Reading, Documentation Documentation);

/// <summary>What IntelliSense says: plain text, escaped when it is written.</summary>
/// <param name="Text">What it is.</param>
/// <param name="Facts">What is known beside that; null for nothing.</param>
internal sealed record Documentation(string Text, string? Facts = null);
