namespace EppoTyped;

/// <summary><c>IS_NULL</c>: whether the attribute is missing, compared with what the condition expects.</summary>
internal sealed class IsNullCondition(ConditionSpec source, bool expected) : Condition(source)
{
    public override bool Holds(in AttributeValue attribute) => (attribute.Kind is AttributeKind.Null or AttributeKind.StringList) == expected;
}
