using System.Text.Json;

namespace EppoTyped;

/// <content>Reads rules and their conditions.</content>
internal ref partial struct UfcDocument
{
    private Rule[] ReadRules()
    {
        if (!Begins(JsonTokenType.StartArray, "an array"))
        {
            return [];
        }

        ArrayBuilderScope<Rule> rules = new(_rules);
        for (int index = 0; NextItem(); index++)
        {
            _defects.EnterItem(index);
            if (Begins(JsonTokenType.StartObject, "an object"))
            {
                rules.Add(ReadRule());
            }

            _defects.Leave();
        }

        return rules.ToArray();
    }

    private Rule ReadRule()
    {
        Condition[] conditions = [];
        bool hasConditions = false;
        while (NextProperty())
        {
            if (At("conditions"u8, "conditions"))
            {
                (hasConditions, conditions) = (true, ReadConditions());
                _defects.Leave();
            }
            else
            {
                _json.Skip();
            }
        }

        AddMissing(!hasConditions, "conditions");
        return new Rule(conditions);
    }

    private Condition[] ReadConditions()
    {
        if (!Begins(JsonTokenType.StartArray, "an array"))
        {
            return [];
        }

        ArrayBuilderScope<Condition> conditions = new(_conditions);
        for (int index = 0; NextItem(); index++)
        {
            _defects.EnterItem(index);
            if (Begins(JsonTokenType.StartObject, "an object") && ReadCondition() is { } condition)
            {
                conditions.Add(condition);
            }

            _defects.Leave();
        }

        return conditions.ToArray();
    }

    private Condition? ReadCondition()
    {
        string? attribute = null;
        string? operatorName = null;
        Range value = default;
        bool hasAttribute = false, hasOperator = false, hasValue = false;
        while (NextProperty())
        {
            if (At("attribute"u8, "attribute"))
            {
                (hasAttribute, attribute) = (true, ReadText());
            }
            else if (At("operator"u8, "operator"))
            {
                (hasOperator, operatorName) = (true, ReadText());
            }
            else if (At("value"u8, "value"))
            {
                hasValue = true;
                value = ReadConditionValue();
            }
            else
            {
                _json.Skip();
                continue;
            }

            _defects.Leave();
        }

        AddMissing(!hasAttribute, "attribute");
        AddMissing(!hasOperator, "operator");
        AddMissing(!hasValue, "value");
        if (attribute is null || operatorName is null || value.Equals(default))
        {
            return null;
        }

        ConditionSpec spec = new(attribute, operatorName, _text[value].ToArray(), hashed: _decoded);
        Condition? condition = ConditionCompiler.Compile(spec, _patterns);
        if (condition is null)
        {
            _defects.Enter("operator");
            _defects.Add($"unknown operator \"{LogText.Sanitize(operatorName)}\"");
            _defects.Leave();
        }

        return condition;
    }

    private Range ReadConditionValue()
    {
        if (_json.TokenType is JsonTokenType.StartObject or JsonTokenType.Null)
        {
            AddExpected("a string, a number, a boolean or an array");
            return default;
        }

        return SkipRange();
    }
}
