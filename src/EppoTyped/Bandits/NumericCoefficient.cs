namespace EppoTyped;

/// <summary>What a numeric attribute adds to an action's score.</summary>
/// <param name="Attribute">The attribute's name.</param>
/// <param name="Coefficient">The factor of the attribute's value.</param>
/// <param name="Missing">What is added where the attribute is not a finite number.</param>
/// <param name="Slot">The attribute's slot in the <see cref="SubjectAttributeCache"/>.</param>
internal sealed record NumericCoefficient(string Attribute, double Coefficient, double Missing, int Slot)
{
    public double Term(BanditContext action) => action.TryGetNumber(Attribute, out double number) ? Coefficient * number : Missing;

    public double Term(scoped ref SubjectAttributeCache subject) =>
        subject.TryGetNumber(Slot, Attribute, out double number) ? Coefficient * number : Missing;
}
