using System.Collections.Frozen;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Reads the bandits endpoint's response (docs/protocols/eppo.md, section 8.1), token by token, into compiled models.</summary>
internal ref partial struct BanditModelsReader
{
    private readonly DefectCollector _defects = new();
    private readonly StringPool _texts = new();
    private readonly Dictionary<(string Attribute, bool IsCategory), int> _subjectPlaces = [];
    private Utf8JsonReader _json;

    private BanditModelsReader(ReadOnlySpan<byte> text) => _json = new Utf8JsonReader(text);

    /// <summary>Reads a response. A bandit that cannot be read is set aside by name; the others choose. Never throws.</summary>
    /// <param name="utf8">The response.</param>
    public static BanditModels Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            BanditModelsReader reader = new(JsonSanitizer.Sanitize(utf8));
            Dictionary<string, string> setAside = new(StringComparer.Ordinal);
            Dictionary<string, BanditModel>? models = reader.ReadDocument(setAside);
            return models is null
                ? new() { Problem = "The bandit models have no object \"bandits\".", SetAside = setAside }
                : new() { ByBandit = models, SetAside = setAside };
        }
        catch (JsonException exception)
        {
            return new() { Problem = LogText.Describe(exception, "The bandit models are") };
        }
    }

    private Dictionary<string, BanditModel>? ReadDocument(Dictionary<string, string> setAside)
    {
        Dictionary<string, BanditModel>? models = null;
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (NextProperty())
        {
            bool areBandits = _json.ValueTextEquals("bandits"u8);
            _json.Read();
            if (areBandits && _json.TokenType == JsonTokenType.StartObject)
            {
                models = new(StringComparer.Ordinal);
                setAside.Clear();
                while (NextProperty())
                {
                    ReadBandit(models, setAside);
                }
            }
            else
            {
                models = areBandits ? null : models;
                _json.Skip();
            }
        }

        // Reading on refuses whatever stands behind the document.
        _json.Read();
        return models;
    }

    private void ReadBandit(Dictionary<string, BanditModel> models, Dictionary<string, string> setAside)
    {
        string banditKey = _json.GetString()!;
        _json.Read();
        _defects.StartFlag();
        _subjectPlaces.Clear();
        string? version = null;
        BanditModel? model = null;
        if (Begins(JsonTokenType.StartObject, "an object"))
        {
            bool hasVersion = false, hasData = false;
            while (NextProperty())
            {
                if (At("modelVersion"u8, "modelVersion"))
                {
                    (hasVersion, version) = (true, ReadText());
                }
                else if (At("modelData"u8, "modelData"))
                {
                    (hasData, model) = (true, ReadModel());
                }
                else
                {
                    _json.Skip();
                    continue;
                }

                _defects.Leave();
            }

            NoteMissing(!hasVersion, "modelVersion");
            NoteMissing(!hasData, "modelData");
        }

        // Of two of one key the last one counts, also where it is worse.
        models.Remove(banditKey);
        setAside.Remove(banditKey);
        if (_defects.Summary is { } defect)
        {
            setAside.Add(banditKey, defect);
        }
        else
        {
            models.Add(banditKey, model! with { Version = version! });
        }
    }

    private BanditModel? ReadModel()
    {
        if (!Begins(JsonTokenType.StartObject, "an object"))
        {
            return null;
        }

        double? gamma = null, defaultScore = null, floor = null;
        Dictionary<string, ActionCoefficients>? coefficients = null;
        while (NextProperty())
        {
            if (At("gamma"u8, "gamma"))
            {
                gamma = ReadNumber();
                if (gamma < 0)
                {
                    // Weights (docs/protocols/eppo.md, section 8.5) would have a pole, and signs.
                    _defects.Note("expected a number of 0 or more");
                }
            }
            else if (At("defaultActionScore"u8, "defaultActionScore"))
            {
                defaultScore = ReadNumber();
            }
            else if (At("actionProbabilityFloor"u8, "actionProbabilityFloor"))
            {
                floor = ReadNumber();
            }
            else if (At("coefficients"u8, "coefficients"))
            {
                coefficients = ReadActions();
            }
            else
            {
                _json.Skip();
                continue;
            }

            _defects.Leave();
        }

        if (_defects.Summary is null)
        {
            NoteMissing(gamma is null, "gamma");
            NoteMissing(defaultScore is null, "defaultActionScore");
            NoteMissing(floor is null, "actionProbabilityFloor");
            NoteMissing(coefficients is null, "coefficients");
        }

        return _defects.Summary is not null ? null : new BanditModel
        {
            // The version stands beside the data, perhaps behind it.
            Version = "",
            Gamma = gamma!.Value,
            DefaultActionScore = defaultScore!.Value,
            ActionProbabilityFloor = floor!.Value,
            Coefficients = coefficients!.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }
}
