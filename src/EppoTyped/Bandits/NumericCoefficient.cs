namespace EppoTyped;

/// <summary>What a numeric attribute adds to an action's score.</summary>
/// <param name="Attribute">Its name.</param>
/// <param name="Coefficient">Times its value.</param>
/// <param name="Missing">What is added where there is no finite number.</param>
internal sealed record NumericCoefficient(string Attribute, double Coefficient, double Missing)
{
    public double Term(BanditContext context) => context.TryGetNumber(Attribute, out double number) ? Coefficient * number : Missing;
}
