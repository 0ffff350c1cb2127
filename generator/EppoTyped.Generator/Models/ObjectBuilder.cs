using EppoTyped.Generator.CSharp;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Plan;

namespace EppoTyped.Generator.Models;

/// <summary>
/// Builds the record of a schema. Every object in it becomes a nested record of its own, whose initializers hold its defaults.
/// </summary>
internal sealed class ObjectBuilder
{
    private readonly string _qualifiedName;
    private readonly NameScope _names;
    private readonly List<ObjectModel> _nested = [];

    private ObjectBuilder(string name, string qualifiedName)
    {
        _qualifiedName = qualifiedName;
        _names = new NameScope([.. ReservedNames.OfRecords, ReservedNames.ReadMethod, name]);
    }

    public static ObjectModel Build(FlagDefinition flag, string name, string qualifiedName) =>
        Build(name, qualifiedName, Documented.Object(flag), flag.Schema!, flag.Default, out _);

    private static ObjectModel Build(
        string name,
        string qualifiedName,
        Documentation documentation,
        SchemaNode schema,
        ManifestValue? fallback,
        out Place[] places)
    {
        ObjectBuilder builder = new(name, qualifiedName);
        string[] properties = [.. schema.Fields
            .Select(field => builder._names.Take(field.Schema.Name ?? PascalName.Of(field.Key), "Field"))];
        places = [.. schema.Fields.Zip(
            properties,
            (field, property) => builder.BuildField(field, property, Place.MemberOf(fallback, field.Key)))];
        FieldModel[] fields = [.. places.Select(place => ToField(place, Place.MemberOf(fallback, place.Key)))];
        return new ObjectModel(Names.Escape(name), qualifiedName, documentation, [.. fields], [.. builder._nested]);
    }

    private static FieldModel ToField(Place place, ManifestValue? fallback) => new(
        place.Property,
        place.Type,
        place.Initialiser(fallback),
        place.Reading($"json[{Literal.Of(place.Key)}]", $"fallback?.{place.Property}"),
        Documented.Field(place.Key, place.Schema));

    private Place BuildField(SchemaField field, string property, ManifestValue? fallback) =>
        BuildPlace(field.Schema, field.Key, property, property + "Object", fallback) with { Property = Names.Escape(property) };

    private Place BuildPlace(SchemaNode schema, string key, string property, string nestedName, ManifestValue? fallback)
    {
        switch (schema.Kind)
        {
            case SchemaKind.Object:
                string name = _names.Take(nestedName);
                string qualified = $"{_qualifiedName}.{Names.Escape(name)}";
                _nested.Add(Build(name, qualified, Documented.Nested(key, schema), schema, fallback, out Place[] fields));
                return new Place(schema, key, qualified) { Fields = fields };
            case SchemaKind.Array:
                // A schema of a list has one item. For another there is a finding, and its items are text.
                SchemaNode itemSchema = schema.Item ?? new SchemaNode { Kind = SchemaKind.String };
                Place item = BuildPlace(itemSchema, key, property, property + "Item", null);
                return new Place(schema, key, $"{Names.ValueList}<{item.Type}>") { Item = item };
            case SchemaKind.Boolean:
                return new Place(schema, key, "bool");
            case SchemaKind.Integer:
                return new Place(schema, key, "long");
            case SchemaKind.Number:
                return new Place(schema, key, "double");
            default:
                return new Place(schema, key, "string");
        }
    }
}
