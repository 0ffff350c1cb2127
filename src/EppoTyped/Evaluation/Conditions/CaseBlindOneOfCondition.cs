namespace EppoTyped;

/// <summary>
/// <c>ONE_OF</c> and <c>NOT_ONE_OF</c> as they were before UFC: both sides are compared in lower case, by the invariant culture.
/// </summary>
internal sealed class CaseBlindOneOfCondition(ConditionSpec spec, List<string> elements, bool negated) : Condition(spec)
{
    private readonly OneOfCondition _lowered = new(spec, elements.ConvertAll(Lower), negated);

    public override bool Holds(in AttributeValue attribute) =>
        attribute.AsString is { } text ? _lowered.Holds(AttributeValue.Of(Lower(text))) : _lowered.Holds(attribute);

    // Returns the same string, without an allocation, when it is in lower case already.
    private static string Lower(string text) => text.ToLowerInvariant();
}
