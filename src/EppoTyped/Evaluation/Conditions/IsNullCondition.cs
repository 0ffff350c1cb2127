namespace EppoTyped;

/// <summary><c>IS_NULL</c>: holds when the attribute is missing as the condition expects (true), or present (false).</summary>
internal sealed class IsNullCondition(ConditionSpec spec, bool expected) : Condition(spec)
{
    public override bool Holds(in AttributeValue attribute) =>
        (attribute.Kind is AttributeKind.Null or AttributeKind.StringList) == expected;
}
