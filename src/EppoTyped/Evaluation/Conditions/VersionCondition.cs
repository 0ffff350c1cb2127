namespace EppoTyped;

/// <summary>
/// <c>GTE</c>, <c>GT</c>, <c>LTE</c>, <c>LT</c> with a semantic version. Holds for texts that are strict semantic versions; never for
/// anything else.
/// </summary>
internal sealed class VersionCondition(ConditionSpec spec, string operand, SemVer version, Comparison comparison) : Condition(spec)
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
