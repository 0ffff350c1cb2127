namespace EppoTyped;

/// <summary><c>GTE</c>, <c>GT</c>, <c>LTE</c>, <c>LT</c> against a version: only a text that is a strict version itself compares with it.</summary>
internal sealed class VersionCondition(ConditionSpec source, string operand, SemVer version, Comparison comparison) : Condition(source)
{
    public override bool Holds(in AttributeValue attribute)
    {
        if (attribute.AsString is not { } text || !SemVer.TryParse(text, out SemVer other))
        {
            return false;
        }

        int order = SemVer.Compare(text, other, operand, version);
        return comparison switch
        {
            Comparison.AtLeast => order >= 0,
            Comparison.Above => order > 0,
            Comparison.AtMost => order <= 0,
            _ => order < 0,
        };
    }
}
