namespace EppoTyped;

/// <summary>
/// A condition whose value its operator cannot use. It never holds, negated or not, so that a mistake matches no subject.
/// </summary>
internal sealed class NeverCondition(ConditionSpec spec) : Condition(spec)
{
    public override bool Holds(in AttributeValue attribute) => false;
}
