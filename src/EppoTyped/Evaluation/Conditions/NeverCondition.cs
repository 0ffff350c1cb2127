namespace EppoTyped;

/// <summary>A condition whose value its operator cannot use: false in both polarities, so that nobody is let in by a mistake.</summary>
internal sealed class NeverCondition(ConditionSpec source) : Condition(source)
{
    public override bool Holds(in AttributeValue attribute) => false;
}
