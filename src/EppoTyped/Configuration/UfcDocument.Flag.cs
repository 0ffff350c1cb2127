using System.Text.Json;

namespace EppoTyped;

/// <content>Reads flags and their variations.</content>
internal ref partial struct UfcDocument
{
    private CompiledFlag ReadFlag(string key)
    {
        _defects.Reset();
        int start = (int)_json.TokenStartIndex;
        VariationType? type = null;
        bool? enabled = null;
        long? entityId = null;
        long? totalShards = null;
        (string Key, Range Value)[]? variations = null;
        AllocationSpec[]? allocations = null;

        if (key.Length == 0)
        {
            // Such a flag is rejected, so that a call with an empty key finds nothing.
            _defects.Add("its key is empty");
        }

        if (Begins(JsonTokenType.StartObject, "an object"))
        {
            while (NextProperty())
            {
                if (At("key"u8, "key"))
                {
                    // The key under which the flag is listed is used; this one must be a text and is not used.
                    _ = ReadText();
                }
                else if (At("enabled"u8, "enabled"))
                {
                    enabled = ReadBoolean();
                }
                else if (At("variationType"u8, "variationType"))
                {
                    type = ReadType();
                }
                else if (At("variations"u8, "variations"))
                {
                    variations = ReadVariations();
                }
                else if (At("allocations"u8, "allocations"))
                {
                    allocations = ReadAllocations();
                }
                else if (At("totalShards"u8, "totalShards"))
                {
                    totalShards = ReadInteger(1, uint.MaxValue);
                }
                else if (At("entityId"u8, "entityId"))
                {
                    entityId = _json.TokenType == JsonTokenType.Null ? null : ReadInteger(long.MinValue, long.MaxValue);
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
                AddMissing(type is null, "variationType");
                AddMissing(enabled is null, "enabled");
                AddMissing(variations is null, "variations");
                AddMissing(allocations is null, "allocations");
                AddMissing(totalShards is null && allocations is not null && HasShards(allocations), "totalShards");
            }
        }

        ulong fingerprint = EppoTyped.Fingerprint.Of(_text[start..(int)_json.BytesConsumed]);
        return _defects.Summary is { } defect
            ? new CompiledFlag
            {
                Key = key,
                Fingerprint = fingerprint,
                Type = type ?? VariationType.String,
                Enabled = enabled ?? false,
                Defect = defect,
            }
            : FlagCompiler.Compile(new FlagSpec
            {
                Key = key,
                Type = type!.Value,
                Enabled = enabled!.Value,
                EntityId = entityId,
                Fingerprint = fingerprint,
                TotalShards = (uint)(totalShards ?? 1),
                Variations = CompileVariations(type.Value, variations!),
                Allocations = allocations!,
            });
    }

    private static bool HasShards(AllocationSpec[] allocations) =>
        Array.Exists(allocations, allocation => Array.Exists(allocation.Splits, split => split.Shards.Length > 0));

    private readonly void AddMissing(bool missing, string property)
    {
        if (missing)
        {
            _defects.Enter(property);
            _defects.Add("is missing");
            _defects.Leave();
        }
    }

    private VariationType? ReadType()
    {
        if (ReadText() is not { } text)
        {
            return null;
        }

        switch (text)
        {
            case "STRING":
                return VariationType.String;
            case "INTEGER":
                return VariationType.Integer;
            case "NUMERIC":
                return VariationType.Numeric;
            case "BOOLEAN":
                return VariationType.Boolean;
            case "JSON":
                return VariationType.Json;
            default:
                _defects.Add($"unknown variation type \"{LogText.Sanitize(text)}\"");
                return null;
        }
    }

    /// <summary>Reads the ranges of the values; the values are read later, because the flag's type may come after them.</summary>
    private (string Key, Range Value)[]? ReadVariations()
    {
        if (!Begins(JsonTokenType.StartObject, "an object"))
        {
            return null;
        }

        ArrayBuilderScope<(string Key, Range Value)> values = new(_values);
        while (NextProperty())
        {
            string key = _texts.GetString(ref _json);
            _json.Read();
            _defects.Enter(key);
            values.Add((key, ReadVariation()));
            _defects.Leave();
        }

        return values.ToArray();
    }

    private Range ReadVariation()
    {
        Range value = default;
        if (!Begins(JsonTokenType.StartObject, "an object"))
        {
            return value;
        }

        while (NextProperty())
        {
            bool isValue = _json.ValueTextEquals("value"u8);
            if (isValue)
            {
                _json.Read();
                value = SkipRange();
            }
            else
            {
                _json.Skip();
            }
        }

        return value;
    }

    /// <summary>Skips the current value and returns its range.</summary>
    private Range SkipRange()
    {
        int start = (int)_json.TokenStartIndex;
        _json.Skip();
        return start..(int)_json.BytesConsumed;
    }

    private readonly Dictionary<string, Variation> CompileVariations(VariationType type, (string Key, Range Value)[] values)
    {
        _variations.Clear();
        foreach ((string key, Range value) in values)
        {
            // Of two variations of one key the last one is used.
            _variations[key] = VariationReader.Read(key, type, _text[value]);
        }

        return _variations;
    }
}
