using System.Globalization;

namespace EppoTyped;

/// <summary>What a categorical attribute adds to an action's score.</summary>
/// <remarks>Numbers and booleans count by their text (Eppo UFC, section 3.2 of the facts); which values have that text is known beforehand, so that no call makes one.</remarks>
internal sealed class CategoricalCoefficient
{
    private readonly string _attribute;
    private readonly double _missing;
    private readonly Dictionary<string, double> _byText;
    private readonly Dictionary<long, double> _byInteger = [];
    private readonly Dictionary<double, double> _byNumber = [];

    /// <summary>The coefficients of one attribute.</summary>
    /// <param name="attribute">Its name.</param>
    /// <param name="byText">What each text adds, compared ordinally.</param>
    /// <param name="missing">What is added where there is no value, or one of no coefficient.</param>
    public CategoricalCoefficient(string attribute, Dictionary<string, double> byText, double missing)
    {
        (_attribute, _byText, _missing) = (attribute, byText, missing);
        foreach ((string text, double coefficient) in byText)
        {
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer)
                && string.Equals(integer.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal))
            {
                _byInteger[integer] = coefficient;
            }

            if (NumberText.TryParse(text, out double number) && string.Equals(NumberText.Of(number), text, StringComparison.Ordinal))
            {
                _byNumber[number] = coefficient;
            }
        }
    }

    public double Term(BanditContext context)
    {
        double coefficient = _missing;
        bool known = context.TryGetCategory(_attribute, out AttributeValue value) && value.Kind switch
        {
            AttributeKind.String => _byText.TryGetValue(value.AsString!, out coefficient),
            AttributeKind.Boolean => _byText.TryGetValue(value.AsBoolean ? "true" : "false", out coefficient),
            AttributeKind.Integer => _byInteger.TryGetValue(value.AsInteger, out coefficient),
            _ => _byNumber.TryGetValue(value.AsNumber, out coefficient),
        };
        return known ? coefficient : _missing;
    }
}
