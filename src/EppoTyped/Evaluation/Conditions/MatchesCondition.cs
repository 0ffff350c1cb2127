using System.Globalization;

namespace EppoTyped;

/// <summary><c>MATCHES</c> and <c>NOT_MATCHES</c>: the pattern is, or is not, found anywhere in the attribute's text.</summary>
internal sealed class MatchesCondition(ConditionSpec spec, Pattern pattern, bool negated) : Condition(spec)
{
    public Pattern Pattern => pattern;

    public override bool Holds(in AttributeValue attribute)
    {
        switch (attribute.Kind)
        {
            case AttributeKind.String:
                return Test(attribute.AsString);
            case AttributeKind.Boolean:
                return Test(attribute.AsBoolean ? "true" : "false");
            case AttributeKind.Integer:
            {
                Span<char> text = stackalloc char[NumberText.MaxLength];
                attribute.AsInteger.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
                return Test(text[..length]);
            }

            case AttributeKind.Number:
            {
                Span<char> text = stackalloc char[NumberText.MaxLength];
                return Test(text[..NumberText.Format(attribute.AsNumber, text)]);
            }

            default:
                return false;
        }
    }

    // After a time-out it is unknown whether the text matches, so the condition does not hold, negated or not.
    private bool Test(ReadOnlySpan<char> text) => pattern.TryFind(text, out bool found) && found != negated;
}
