namespace EppoTyped;

/// <summary><c>ONE_OF</c> and <c>NOT_ONE_OF</c> as they were before UFC: both sides in lower case, whatever the culture.</summary>
internal sealed class CaseBlindOneOfCondition(ConditionSpec source, List<string> elements, bool negated) : Condition(source)
{
    private readonly OneOfCondition _lowered = new(source, elements.ConvertAll(Lower), negated);

    public override bool Holds(in AttributeValue attribute) =>
        attribute.AsString is { } text ? _lowered.Holds(AttributeValue.Of(Lower(text))) : _lowered.Holds(attribute);

    // The very same text comes back, and nothing is allocated, where it is in lower case already.
    private static string Lower(string text) => text.ToLowerInvariant();
}
