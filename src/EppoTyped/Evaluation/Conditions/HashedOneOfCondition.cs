using System.Globalization;

namespace EppoTyped;

/// <summary>
/// <c>ONE_OF</c> and <c>NOT_ONE_OF</c> of an obfuscated configuration: the elements are hashes, so the attribute's text is hashed for
/// comparison.
/// </summary>
internal sealed class HashedOneOfCondition(ConditionSpec spec, List<string> elements, bool negated) : Condition(spec)
{
    private readonly TextSet _hashes = new(elements);

    public override bool Holds(in AttributeValue attribute)
    {
        string? text = attribute.Kind switch
        {
            AttributeKind.String => attribute.AsString,
            AttributeKind.Integer => attribute.AsInteger.ToString(CultureInfo.InvariantCulture),
            AttributeKind.Number => NumberText.Of(attribute.AsNumber),
            AttributeKind.Boolean => attribute.AsBoolean ? "true" : "false",
            _ => null,
        };
        return text is not null && _hashes.Contains(ObfuscatedText.Hash(text)) != negated;
    }
}
