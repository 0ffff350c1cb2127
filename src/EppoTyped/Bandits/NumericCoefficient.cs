namespace EppoTyped;

/// <summary>What a numeric attribute adds to an action's score.</summary>
/// <param name="Attribute">Its name.</param>
/// <param name="Coefficient">Times its value.</param>
/// <param name="Missing">What is added where there is no finite number.</param>
/// <param name="Place">Where the readings of a subject have it; see <see cref="SubjectReadings"/>.</param>
internal sealed record NumericCoefficient(string Attribute, double Coefficient, double Missing, int Place)
{
    public double Term(BanditContext action) => action.TryGetNumber(Attribute, out double number) ? Coefficient * number : Missing;

    public double Term(scoped ref SubjectReadings subject) => subject.TryGetNumber(Place, Attribute, out double number) ? Coefficient * number : Missing;
}
