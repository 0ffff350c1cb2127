namespace EppoTyped;

/// <summary>
/// <c>GTE</c>, <c>GT</c>, <c>LTE</c>, <c>LT</c> with a number. Holds for numbers, and texts that are numbers; never for anything else.
/// </summary>
internal sealed class NumberCondition(ConditionSpec spec, double operand, Comparison comparison) : Condition(spec)
{
    public override bool Holds(in AttributeValue attribute) => attribute.Kind switch
    {
        AttributeKind.Integer or AttributeKind.Number => Compare(attribute.AsNumber),
        AttributeKind.String => NumberText.TryParse(attribute.AsString, out double number) && Compare(number),
        _ => false,
    };

    private bool Compare(double number) => comparison switch
    {
        Comparison.AtLeast => number >= operand,
        Comparison.Above => number > operand,
        Comparison.AtMost => number <= operand,
        _ => number < operand,
    };
}
