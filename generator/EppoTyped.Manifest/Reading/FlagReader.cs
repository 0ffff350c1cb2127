using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>Reads one flag. It always returns one, however wrong its properties are.</summary>
internal static class FlagReader
{
    private static readonly string[] Known =
    [
        "flagType", "defaultValue", "description", "variations", "subject", "name", "metadata", "minimum", "maximum", "deprecated",
        "schema", "bandit",
    ];

    /// <summary>True for a property of a flag.</summary>
    public static bool IsProperty(string name) => Known.Contains(name, StringComparer.Ordinal);

    public static FlagDefinition Read(JsonMember member, ReadingContext context)
    {
        string owner = $"flag {Wording.Quote(member.Name)}";
        if (member.Value.Kind != JsonKind.Object)
        {
            return Shapeless(member, owner, context);
        }

        PropertyBag bag = new(member.Value, owner, Known, context);
        (FlagType type, bool certain) = FlagTypeReader.Read(bag, member.NameRange);
        JsonMember? Fitting(string name, string fits, params FlagType[] types) => FindFitting(bag, name, fits, types, type, certain);

        JsonMember? list = Fitting("variations", "\"string\"", FlagType.String);
        IReadOnlyList<ChoiceDefinition> variations = list is null ? [] : ChoiceReader.Read(list, "variation", owner, context);
        SchemaReader shapes = new(owner, context);
        SchemaNode? schema = Fitting("schema", "\"object\"", FlagType.Object) is { } shape ? shapes.Read(shape) : null;
        JsonMember? minimum = Fitting("minimum", "\"integer\" and \"float\"", FlagType.Integer, FlagType.Float);
        JsonMember? maximum = Fitting("maximum", "\"integer\" and \"float\"", FlagType.Integer, FlagType.Float);
        JsonMember? bandit = Fitting("bandit", "\"string\"", FlagType.String);
        NumberLimits limits = NumberLimits.Read(minimum, maximum, type, bag);
        FlagValues values = new(type, variations, list is not null, schema, shapes.IsWrong, limits, bag);
        JsonMember? subject = bag.Find("subject");
        string? subjectKey = bag.Text("subject");
        (DateTime Day, SourceRange Range)? expiry = MetadataReader.Expiry(bag);
        FlagDefinition flag = new()
        {
            Key = member.Name,
            KeyRange = member.NameRange,
            Name = bag.Identifier(),
            Description = bag.Text("description"),
            Type = type,
            Default = values.ReadDefault(member.NameRange),
            DefaultRange = bag.Find("defaultValue")?.Value.Range ?? member.NameRange,
            Variations = variations,
            Subject = subjectKey,
            SubjectRange = subjectKey is null ? null : subject!.Value.Range,
            Minimum = limits.Minimum,
            Maximum = limits.Maximum,
            Schema = schema,
            Metadata = MetadataReader.Read(bag),
            Expires = expiry?.Day,
            ExpiresRange = expiry?.Range,
            Deprecated = DeprecationReader.Read(bag, values, context),
            Bandit = bandit is null ? null : BanditReader.Read(bandit, list is not null, variations, bag, context),
        };
        bag.ReportUnknown();
        if (type == FlagType.Boolean && certain && flag.Deprecated is null)
        {
            BooleanKeyCheck.Report(bag, flag);
        }

        return flag;
    }

    private static FlagDefinition Shapeless(JsonMember member, string owner, ReadingContext context)
    {
        FlagType type = FlagTypeReader.Guess(member.Value.Kind == JsonKind.Missing ? null : member.Value);
        if (member.Value.Kind != JsonKind.Missing)
        {
            string like = $"{{ \"flagType\": \"{FlagTypeReader.Word(type)}\", \"defaultValue\": {FlagValues.Example(type)} }}";
            context.Report(FindingRules.WrongShape, member.Value.Range, $"{Wording.Sentence(owner)} must be an object, like {like}.");
        }

        return new FlagDefinition
        {
            Key = member.Name,
            KeyRange = member.NameRange,
            Type = type,
            Default = NeutralValue.Of(type, [], null),
            DefaultRange = member.NameRange,
        };
    }

    /// <summary>The property, where the flag's type has it. Where it has not, this is reported, unless the type is a guess.</summary>
    private static JsonMember? FindFitting(PropertyBag bag, string name, string fits, FlagType[] types, FlagType type, bool certain)
    {
        if (bag.Find(name) is not { } member || types.Contains(type))
        {
            return bag.Find(name);
        }

        if (certain)
        {
            bag.Report(
                FindingRules.UnfitProperty,
                member.NameRange,
                $"\"{name}\" fits {fits} flags only, and this one is \"{FlagTypeReader.Word(type)}\"; remove it");
        }

        return null;
    }
}
