using EppoTyped.Generator.Emit;
using EppoTyped.Manifest;

namespace EppoTyped.Generator.Models;

/// <summary>Makes the record of a schema. Every object in it is a record of its own, nested where it stands, so that its defaults are its initialisers.</summary>
internal sealed class ObjectBuilder
{
    private readonly string _qualifiedName;
    private readonly NameScope _names;
    private readonly List<ObjectModel> _nested = [];

    private ObjectBuilder(string name, string qualifiedName)
    {
        _qualifiedName = qualifiedName;
        _names = new NameScope([.. NameScope.OfRecords, "Read", name]);
    }

    public static ObjectModel Build(FlagDefinition flag, string name, string qualifiedName) =>
        Build(name, qualifiedName, Documented.Object(flag), flag.Schema!, flag.Default);

    private static ObjectModel Build(string name, string qualifiedName, Documentation documentation, SchemaNode schema, ManifestValue? fallback)
    {
        ObjectBuilder builder = new(name, qualifiedName);
        string[] properties = [.. schema.Fields.Select(field => builder._names.Take(field.Schema.Name ?? PascalName.Of(field.Key), "Field"))];
        FieldModel[] fields = [.. schema.Fields.Zip(properties, (field, property) => builder.BuildField(field, property, MemberOf(fallback, field.Key)))];
        return new ObjectModel(Names.Escape(name), qualifiedName, documentation, [.. fields], [.. builder._nested]);
    }

    private FieldModel BuildField(SchemaField field, string property, ManifestValue? fallback)
    {
        Place place = BuildPlace(field.Schema, property, property + "Object", field.Key, fallback);
        string escaped = Names.Escape(property);
        return new FieldModel(
            escaped,
            place.Type,
            place.Default,
            place.Read($"json[{Literal.Of(field.Key)}]", $"fallback?.{escaped}"),
            Documented.Field(field.Key, field.Schema));
    }

    private Place BuildPlace(SchemaNode schema, string property, string nestedName, string key, ManifestValue? fallback)
    {
        bool isNull = schema.Nullable && fallback is null or { Kind: ManifestValueKind.Null };
        string method = schema.Nullable ? "Nullable" + schema.Kind : schema.Kind.ToString();
        switch (schema.Kind)
        {
            case SchemaKind.Boolean:
                return new Place(schema, "bool", isNull, Defaults.Boolean(fallback), method);
            case SchemaKind.String:
                return new Place(schema, "string", isNull, Defaults.Text(fallback), method);
            case SchemaKind.Integer:
                return new Place(schema, "long", isNull, Defaults.Integer(fallback), method);
            case SchemaKind.Number:
                return new Place(schema, "double", isNull, Defaults.Number(fallback), method);
            case SchemaKind.Object:
                string name = _names.Take(nestedName);
                string qualified = $"{_qualifiedName}.{Names.Escape(name)}";
                _nested.Add(Build(name, qualified, Documented.Nested(key, schema), schema, fallback));
                return new Place(schema, qualified, isNull, $"new {qualified}()", method, $"{qualified}.Read");
            default:
                return BuildList(schema, property, key, isNull, fallback);
        }
    }

    private Place BuildList(SchemaNode schema, string property, string key, bool isNull, ManifestValue? fallback)
    {
        SchemaNode itemSchema = schema.Item!;
        Place item = BuildPlace(itemSchema, property, property + "Item", key, null);
        string list = $"{Names.ValueList}<{item.Type}>";
        string[] items = fallback is { Kind: ManifestValueKind.Array } array ? [.. array.Items.Select(value => ItemOf(itemSchema, item, value))] : [];
        string expression = items.Length == 0 ? $"{list}.Empty" : $"{Names.ValueList}.Create<{item.Type}>([{string.Join(", ", items)}])";
        string reader = $"static item => {item.Read("item", "null")}";
        return new Place(schema, list, isNull, expression, schema.Nullable ? $"NullableList<{item.Type}>" : $"List<{item.Type}>", reader);
    }

    /// <summary>The expression of one item of a default list. The records of items have neutral initialisers, so each says all it has.</summary>
    private static string ItemOf(SchemaNode schema, Place place, ManifestValue value)
    {
        if (schema.Nullable && value.Kind == ManifestValueKind.Null)
            return "null";
        switch (schema.Kind)
        {
            case SchemaKind.Boolean:
                return Defaults.Boolean(value);
            case SchemaKind.String:
                return Defaults.Text(value);
            case SchemaKind.Integer:
                return Defaults.Integer(value);
            case SchemaKind.Number:
                return Defaults.Number(value);
            default:
                return place.BareType + "()";
        }
    }

    private static ManifestValue? MemberOf(ManifestValue? value, string name)
    {
        foreach (KeyValuePair<string, ManifestValue> member in value?.Members ?? [])
        {
            if (string.Equals(member.Key, name, StringComparison.Ordinal))
                return member.Value;
        }

        return null;
    }
}
