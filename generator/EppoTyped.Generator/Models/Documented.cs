using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Generator.Models;

/// <summary>The documentation of each generated type and member.</summary>
internal static class Documented
{
    public static Documentation Flag(FlagDefinition flag)
    {
        IEnumerable<string> facts =
        [
            $"Flag {flag.Key}",
            $"default {Format(flag.Default)}",
            .. flag.Metadata.Select(fact => $"{fact.Key}: {Format(fact.Value)}"),
        ];
        string all = string.Join(", ", facts) + ".";
        return flag.Description is null ? new Documentation(all) : new Documentation(flag.Description, all);
    }

    public static Documentation Group(AccessorGroup group) => new($"The flags below {group.Name}.");

    public static Documentation Variations(FlagDefinition flag) => new($"The variations of the flag {flag.Key}.");

    public static Documentation Choice(ChoiceDefinition choice) => new(choice.Description ?? choice.Value);

    public static Documentation Values(AttributeDefinition attribute, string owner) =>
        new($"The values of the attribute {attribute.Key} of {owner}.");

    public static Documentation Action(FlagDefinition flag) => new($"An action that the bandit of the flag {flag.Key} can choose.");

    public static Documentation Subject(SubjectDefinition subject) => new(subject.Description ?? $"The subject {subject.Key}.");

    public static Documentation Attribute(AttributeDefinition attribute) => new(attribute.Description ?? $"The attribute {attribute.Key}.");

    public static Documentation Object(FlagDefinition flag) => new(flag.Description ?? $"The value of the flag {flag.Key}.");

    public static Documentation Field(string key, SchemaNode schema) => new(schema.Description ?? $"The property {key}.");

    public static Documentation Nested(string key, SchemaNode schema) => new(schema.Description ?? $"The object at {key}.");

    public static string Deprecation(FlagDefinition flag, DeprecationDefinition deprecated)
    {
        string message = deprecated.Message ?? $"The flag {flag.Key} is deprecated.";
        return deprecated.ReplaceWith is { } value ? $"{message} Its final value is {Format(value)}." : message;
    }

    private static string Format(ManifestValue value) => value.Kind == ManifestValueKind.String ? value.Text : ManifestJson.Write(value);
}
