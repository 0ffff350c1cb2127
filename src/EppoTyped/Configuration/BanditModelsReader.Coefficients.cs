using System.Text.Json;

namespace EppoTyped;

/// <content>Reads the coefficients of a model.</content>
internal ref partial struct BanditModelsReader
{
    private Dictionary<string, ActionCoefficients>? ReadActions()
    {
        if (!Begins(JsonTokenType.StartObject, "an object"))
        {
            return null;
        }

        Dictionary<string, ActionCoefficients> actions = new(StringComparer.Ordinal);
        while (NextProperty())
        {
            string actionKey = _json.GetString()!;
            _json.Read();
            _defects.Enter(actionKey);
            if (Begins(JsonTokenType.StartObject, "an object"))
            {
                actions[actionKey] = ReadAction();
            }

            _defects.Leave();
        }

        return actions;
    }

    private ActionCoefficients ReadAction()
    {
        double? intercept = null;
        NumericCoefficient[] subjectNumeric = [], actionNumeric = [];
        CategoricalCoefficient[] subjectCategorical = [], actionCategorical = [];
        bool hasIntercept = false;
        while (NextProperty())
        {
            if (At("intercept"u8, "intercept"))
            {
                (hasIntercept, intercept) = (true, ReadNumber());
            }
            else if (At("subjectNumericCoefficients"u8, "subjectNumericCoefficients"))
            {
                subjectNumeric = ReadNumericCoefficients(ofSubject: true);
            }
            else if (At("subjectCategoricalCoefficients"u8, "subjectCategoricalCoefficients"))
            {
                subjectCategorical = ReadCategoricalCoefficients(ofSubject: true);
            }
            else if (At("actionNumericCoefficients"u8, "actionNumericCoefficients"))
            {
                actionNumeric = ReadNumericCoefficients(ofSubject: false);
            }
            else if (At("actionCategoricalCoefficients"u8, "actionCategoricalCoefficients"))
            {
                actionCategorical = ReadCategoricalCoefficients(ofSubject: false);
            }
            else
            {
                _json.Skip();
                continue;
            }

            _defects.Leave();
        }

        AddMissing(!hasIntercept, "intercept");
        return new ActionCoefficients
        {
            Intercept = intercept ?? 0,
            SubjectNumeric = subjectNumeric,
            SubjectCategorical = subjectCategorical,
            ActionNumeric = actionNumeric,
            ActionCategorical = actionCategorical,
        };
    }

    private NumericCoefficient[] ReadNumericCoefficients(bool ofSubject)
    {
        List<NumericCoefficient> coefficients = [];
        for (int index = 0; NextCoefficient(index); index++)
        {
            _defects.EnterItem(index);
            (string? attribute, double? missing, double? coefficient, _) = ReadCoefficient("coefficient"u8, "coefficient", ofNumber: true);
            _defects.Leave();
            if (attribute is not null && missing is not null && coefficient is not null)
            {
                int slot = SlotOf(attribute, ofSubject, isCategory: false);
                coefficients.Add(new NumericCoefficient(attribute, coefficient.Value, missing.Value, slot));
            }
        }

        return [.. coefficients];
    }

    private CategoricalCoefficient[] ReadCategoricalCoefficients(bool ofSubject)
    {
        List<CategoricalCoefficient> coefficients = [];
        for (int index = 0; NextCoefficient(index); index++)
        {
            _defects.EnterItem(index);
            (string? attribute, double? missing, _, Dictionary<string, double>? byText) =
                ReadCoefficient("valueCoefficients"u8, "valueCoefficients", ofNumber: false);
            _defects.Leave();
            if (attribute is not null && missing is not null && byText is not null)
            {
                int slot = SlotOf(attribute, ofSubject, isCategory: true);
                coefficients.Add(new CategoricalCoefficient(attribute, byText, missing.Value, slot));
            }
        }

        return [.. coefficients];
    }

    /// <summary>
    /// The slot of a subject's attribute in the <see cref="SubjectAttributeCache"/>. Attributes of actions are not cached.
    /// </summary>
    private readonly int SlotOf(string attribute, bool ofSubject, bool isCategory)
    {
        if (!ofSubject)
        {
            return SubjectAttributeCache.Length;
        }

        if (!_subjectSlots.TryGetValue((attribute, isCategory), out int slot))
        {
            _subjectSlots.Add((attribute, isCategory), slot = _subjectSlots.Count);
        }

        return slot;
    }

    /// <summary>Moves to the next object of an array; the array may be null.</summary>
    private bool NextCoefficient(int index)
    {
        if (index == 0 && (_json.TokenType == JsonTokenType.Null || !Begins(JsonTokenType.StartArray, "an array")))
        {
            return false;
        }

        return _json.Read() && _json.TokenType != JsonTokenType.EndArray;
    }

    private (string? Attribute, double? Missing, double? Number, Dictionary<string, double>? ByText) ReadCoefficient(
        ReadOnlySpan<byte> utf8Value, string valueName, bool ofNumber)
    {
        string? attribute = null;
        double? missing = null, number = null;
        Dictionary<string, double>? byText = null;
        bool hasAttribute = false, hasMissing = false, hasValue = false;
        if (!Begins(JsonTokenType.StartObject, "an object"))
        {
            return default;
        }

        while (NextProperty())
        {
            if (At("attributeKey"u8, "attributeKey"))
            {
                (hasAttribute, attribute) = (true, ReadText());
            }
            else if (At("missingValueCoefficient"u8, "missingValueCoefficient"))
            {
                (hasMissing, missing) = (true, ReadNumber());
            }
            else if (At(utf8Value, valueName))
            {
                hasValue = true;
                number = ofNumber ? ReadNumber() : null;
                byText = ofNumber ? null : ReadValueCoefficients();
            }
            else
            {
                _json.Skip();
                continue;
            }

            _defects.Leave();
        }

        AddMissing(!hasAttribute, "attributeKey");
        AddMissing(!hasMissing, "missingValueCoefficient");
        AddMissing(!hasValue, valueName);
        return (attribute, missing, number, byText);
    }

    private Dictionary<string, double>? ReadValueCoefficients()
    {
        if (!Begins(JsonTokenType.StartObject, "an object"))
        {
            return null;
        }

        Dictionary<string, double> byText = new(StringComparer.Ordinal);
        while (NextProperty())
        {
            string text = _texts.GetString(ref _json);
            _json.Read();
            _defects.Enter(text);
            byText[text] = ReadNumber() ?? 0;
            _defects.Leave();
        }

        return byText;
    }

    private bool NextProperty() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves to the value of the current property if it has this name. <see cref="DefectCollector.Leave"/> must follow.</summary>
    private bool At(ReadOnlySpan<byte> utf8Name, string name)
    {
        if (!_json.ValueTextEquals(utf8Name))
        {
            return false;
        }

        _json.Read();
        _defects.Enter(name);
        return true;
    }

    /// <summary>True when the value begins with this token; otherwise adds a defect and skips the value.</summary>
    private bool Begins(JsonTokenType token, string expected)
    {
        if (_json.TokenType == token)
        {
            return true;
        }

        _defects.Add($"expected {expected}, found {Found()}");
        _json.Skip();
        return false;
    }

    private string? ReadText() => Begins(JsonTokenType.String, "a string") ? _texts.GetString(ref _json) : null;

    private double? ReadNumber()
    {
        if (!Begins(JsonTokenType.Number, "a number"))
        {
            return null;
        }

        if (_json.TryGetDouble(out double number) && double.IsFinite(number))
        {
            return number;
        }

        _defects.Add("expected a number that a double can hold");
        return null;
    }

    private readonly void AddMissing(bool missing, string property)
    {
        if (missing)
        {
            _defects.Enter(property);
            _defects.Add("is missing");
            _defects.Leave();
        }
    }

    private readonly string Found() => JsonKindNames.Of(_json.TokenType);
}
