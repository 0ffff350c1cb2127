using System.Globalization;

namespace EppoTyped;

/// <summary><c>ONE_OF</c> and <c>NOT_ONE_OF</c>: the attribute's text is, or is not, one of the elements. Compared ordinally.</summary>
/// <remarks>
/// Numbers and booleans are compared without making a text of them: the values whose text is an element are computed beforehand.
/// </remarks>
internal sealed class OneOfCondition : Condition
{
    private readonly TextSet _texts;
    private readonly long[] _integers;
    private readonly double[] _numbers;
    private readonly bool _true;
    private readonly bool _false;
    private readonly bool _negated;

    public OneOfCondition(ConditionSpec spec, List<string> elements, bool negated)
        : base(spec)
    {
        _negated = negated;
        _texts = new TextSet(elements);
        _true = elements.Contains("true");
        _false = elements.Contains("false");

        List<long>? integers = null;
        List<double>? numbers = null;
        foreach (string element in elements)
        {
            if (long.TryParse(element, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer)
                && string.Equals(integer.ToString(CultureInfo.InvariantCulture), element, StringComparison.Ordinal))
            {
                (integers ??= []).Add(integer);
            }

            if (double.TryParse(element, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && string.Equals(NumberText.Of(number), element, StringComparison.Ordinal))
            {
                (numbers ??= []).Add(number);
            }
        }

        _integers = Sorted(integers);
        _numbers = Sorted(numbers);
    }

    public override bool Holds(in AttributeValue attribute) => attribute.Kind switch
    {
        AttributeKind.String => _texts.Contains(attribute.AsString!) != _negated,
        AttributeKind.Integer => (Array.BinarySearch(_integers, attribute.AsInteger) >= 0) != _negated,
        AttributeKind.Number => (Array.BinarySearch(_numbers, attribute.AsNumber) >= 0) != _negated,
        AttributeKind.Boolean => (attribute.AsBoolean ? _true : _false) != _negated,
        _ => false,
    };

    private static T[] Sorted<T>(List<T>? values)
    {
        if (values is null)
        {
            return [];
        }

        values.Sort();
        return [.. values];
    }
}
