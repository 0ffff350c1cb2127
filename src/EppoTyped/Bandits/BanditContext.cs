namespace EppoTyped;

/// <summary>
/// The attributes of a subject or an action as a bandit reads them. Keeps the caller's object, so that reading does not allocate.
/// </summary>
/// <param name="source">
/// An <see cref="ISubject"/>, an <see cref="IBanditAction"/>, a <see cref="ContextAttributes"/>, attributes by name, or null for none.
/// </param>
internal readonly struct BanditContext(object? source)
{
    /// <summary>The attributes of a subject.</summary>
    public BanditContext(scoped in SubjectView subject)
        : this(subject.Source)
    {
    }

    /// <summary>Gets a numeric attribute. A value that is not a finite number counts as missing. Throws what the source throws.</summary>
    public bool TryGetNumber(string name, out double number)
    {
        AttributeValue value;
        bool found = source is ContextAttributes context ? context.TryGetNumeric(name, out value) : TryGet(name, out value);
        number = value.AsNumber;
        return found && IsNumber(value);
    }

    /// <summary>
    /// Gets a categorical attribute. A list of texts counts as missing, and a number too, except in
    /// <see cref="ContextAttributes.Categorical"/>. Throws what the source throws.
    /// </summary>
    public bool TryGetCategory(string name, out AttributeValue value) =>
        source is ContextAttributes context
            ? context.TryGetCategorical(name, out value) && (IsCategory(value) || IsNumber(value))
            : TryGet(name, out value) && IsCategory(value);

    /// <summary>Copies the numeric and categorical attributes, for the event of a choice. Throws what the source throws.</summary>
    public void CopyTo(Dictionary<string, double> numeric, Dictionary<string, string> categorical)
    {
        if (source is ContextAttributes context)
        {
            CopyNumbers(context.Numeric, numeric);
            CopyCategories(context.Categorical, categorical, includeNumbers: true);
            return;
        }

        Dictionary<string, AttributeValue> attributes = new(StringComparer.Ordinal);
        switch (source)
        {
            case ISubject subject:
                subject.CopyAttributesTo(attributes);
                break;
            case IBanditAction action:
                action.CopyAttributesTo(attributes);
                break;
            case IEnumerable<KeyValuePair<string, object?>> bag:
                new SubjectView(null, bag).CopyAttributesTo(attributes);
                break;
        }

        CopyNumbers(attributes, numeric);
        CopyCategories(attributes, categorical, includeNumbers: false);
    }

    private static void CopyNumbers(IEnumerable<KeyValuePair<string, AttributeValue>> attributes, Dictionary<string, double> numeric)
    {
        foreach ((string name, AttributeValue value) in attributes)
        {
            if (IsNumber(value))
            {
                numeric[name] = value.AsNumber;
            }
        }
    }

    private static void CopyCategories(
        IEnumerable<KeyValuePair<string, AttributeValue>> attributes, Dictionary<string, string> categorical, bool includeNumbers)
    {
        foreach ((string name, AttributeValue value) in attributes)
        {
            if (IsCategory(value) || (includeNumbers && IsNumber(value)))
            {
                // The same text that coefficients are found by.
                categorical[name] = value.Kind == AttributeKind.Number ? NumberText.Of(value.AsNumber) : value.ToString();
            }
        }
    }

    private static bool IsNumber(in AttributeValue value) =>
        value.Kind == AttributeKind.Integer || (value.Kind == AttributeKind.Number && double.IsFinite(value.AsNumber));

    private static bool IsCategory(in AttributeValue value) => value.Kind is AttributeKind.String or AttributeKind.Boolean;

    private bool TryGet(string name, out AttributeValue value)
    {
        switch (source)
        {
            case Dictionary<string, object?> bag:
                // The most common type first: testing an object for its interfaces costs more than finding the attribute.
                bool found = bag.TryGetValue(name, out object? boxed);
                value = AttributeValue.From(boxed);
                return found;
            case IBanditAction action:
                return action.TryGetAttribute(name, out value);
            case ISubject subject:
                return subject.TryGetAttribute(name, out value);
            case IEnumerable<KeyValuePair<string, object?>> bag:
                return new SubjectView(null, bag).TryGetAttribute(name, out value);
            default:
                value = default;
                return false;
        }
    }
}
