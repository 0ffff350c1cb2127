using System.Globalization;

namespace EppoTyped;

/// <summary>What a categorical attribute adds to an action's score.</summary>
/// <remarks>
/// Numbers and booleans count by their text (docs/protocols/eppo.md, section 3.3). Which values have that text is worked out beforehand, so that
/// no call makes one.
/// </remarks>
internal sealed class CategoricalCoefficient
{
    // A short list is scanned faster than it is hashed.
    private const int ScanAtMost = 8;

    private readonly string _attribute;
    private readonly int _place;
    private readonly double _missing;
    private readonly Dictionary<string, double> _byText;
    private readonly KeyValuePair<string, double>[]? _few;
    private readonly Dictionary<long, double> _byInteger = [];
    private readonly Dictionary<double, double> _byNumber = [];

    /// <summary>The coefficients of one attribute.</summary>
    /// <param name="attribute">Its name.</param>
    /// <param name="byText">What each text adds, compared ordinally.</param>
    /// <param name="missing">What is added where there is no value, or one of no coefficient.</param>
    /// <param name="place">Where the readings of a subject have it; see <see cref="SubjectReadings"/>.</param>
    public CategoricalCoefficient(string attribute, Dictionary<string, double> byText, double missing, int place)
    {
        (_attribute, _byText, _missing, _place) = (attribute, byText, missing, place);
        _few = byText.Count <= ScanAtMost ? [.. byText] : null;
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

    public double Term(scoped ref SubjectReadings subject) => subject.TryGetCategory(_place, _attribute, out AttributeValue value) ? Of(value) : _missing;

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
