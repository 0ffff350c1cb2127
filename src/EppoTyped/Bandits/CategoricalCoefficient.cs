using System.Globalization;

namespace EppoTyped;

/// <summary>What a categorical attribute adds to an action's score.</summary>
/// <remarks>
/// Numbers and booleans are compared by their text (docs/protocols/eppo.md, section 3.3). The values whose text has a coefficient are
/// computed beforehand, so that calls do not make texts.
/// </remarks>
internal sealed class CategoricalCoefficient
{
    // A short list is scanned faster than it is hashed.
    private const int MaxScanned = 8;

    private readonly string _attribute;
    private readonly int _slot;
    private readonly double _missing;
    private readonly Dictionary<string, double> _byText;
    private readonly KeyValuePair<string, double>[]? _few;
    private readonly Dictionary<long, double> _byInteger = [];
    private readonly Dictionary<double, double> _byNumber = [];

    /// <summary>Creates the coefficients of one attribute.</summary>
    /// <param name="attribute">The attribute's name.</param>
    /// <param name="byText">The coefficients by the attribute's text, compared ordinally.</param>
    /// <param name="missing">What is added where there is no value, or a value without a coefficient.</param>
    /// <param name="slot">The attribute's slot in the <see cref="SubjectAttributeCache"/>.</param>
    public CategoricalCoefficient(string attribute, Dictionary<string, double> byText, double missing, int slot)
    {
        (_attribute, _byText, _missing, _slot) = (attribute, byText, missing, slot);
        _few = byText.Count <= MaxScanned ? [.. byText] : null;
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

    public double Term(BanditContext action) => action.TryGetCategory(_attribute, out AttributeValue value) ? Of(value) : _missing;

    public double Term(scoped ref SubjectAttributeCache subject) =>
        subject.TryGetCategory(_slot, _attribute, out AttributeValue value) ? Of(value) : _missing;

    private double Of(in AttributeValue value)
    {
        double coefficient;
        bool known = value.Kind switch
        {
            AttributeKind.String => TryFind(value.AsString!, out coefficient),
            AttributeKind.Boolean => TryFind(value.AsBoolean ? "true" : "false", out coefficient),
            AttributeKind.Integer => _byInteger.TryGetValue(value.AsInteger, out coefficient),
            _ => _byNumber.TryGetValue(value.AsNumber, out coefficient),
        };
        return known ? coefficient : _missing;
    }

    private bool TryFind(string text, out double coefficient)
    {
        if (_few is null)
        {
            return _byText.TryGetValue(text, out coefficient);
        }

        foreach ((string candidate, double found) in _few)
        {
            if (string.Equals(candidate, text, StringComparison.Ordinal))
            {
                coefficient = found;
                return true;
            }
        }

        coefficient = 0;
        return false;
    }
}
