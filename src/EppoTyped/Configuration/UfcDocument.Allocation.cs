using System.Text.Json;

namespace EppoTyped;

/// <content>Reads allocations, their splits and shards.</content>
internal ref partial struct UfcDocument
{
    private AllocationSpec[]? ReadAllocations()
    {
        if (!Begins(JsonTokenType.StartArray, "an array"))
        {
            return null;
        }

        ArrayBuilderScope<AllocationSpec> allocations = new(_allocations);
        for (int index = 0; NextItem(); index++)
        {
            _defects.EnterItem(index);
            if (Begins(JsonTokenType.StartObject, "an object"))
            {
                allocations.Add(ReadAllocation());
            }

            _defects.Leave();
        }

        return allocations.ToArray();
    }

    private AllocationSpec ReadAllocation()
    {
        string? key = null;
        Rule[] rules = [];
        long? start = null;
        long? end = null;
        bool doLog = true;
        SplitSpec[]? splits = null;
        bool hasKey = false, hasSplits = false;
        while (NextProperty())
        {
            if (At("key"u8, "key"))
            {
                (hasKey, key) = (true, ReadText());
            }
            else if (At("rules"u8, "rules"))
            {
                rules = _json.TokenType == JsonTokenType.Null ? [] : ReadRules();
            }
            else if (At("startAt"u8, "startAt"))
            {
                start = _json.TokenType == JsonTokenType.Null ? null : ReadDate();
            }
            else if (At("endAt"u8, "endAt"))
            {
                end = _json.TokenType == JsonTokenType.Null ? null : ReadDate();
            }
            else if (At("doLog"u8, "doLog"))
            {
                doLog = _json.TokenType == JsonTokenType.Null || (ReadBoolean() ?? true);
            }
            else if (At("splits"u8, "splits"))
            {
                (hasSplits, splits) = (true, ReadSplits());
            }
            else
            {
                _json.Skip();
                continue;
            }

            _defects.Leave();
        }

        AddMissing(!hasKey, "key");
        AddMissing(!hasSplits, "splits");
        return new AllocationSpec
        {
            Key = key ?? "",
            Rules = rules,
            StartTicks = start ?? long.MinValue,
            EndTicks = end ?? long.MaxValue,
            DoLog = doLog,
            Splits = splits ?? [],
        };
    }

    private long? ReadDate()
    {
        if (ReadText() is not { } text)
        {
            return null;
        }

        if (UfcDate.TryParse(text, out long ticks))
        {
            return ticks;
        }

        _defects.Add($"\"{LogText.Sanitize(text)}\" is not an ISO 8601 date");
        return null;
    }

    private SplitSpec[]? ReadSplits()
    {
        if (!Begins(JsonTokenType.StartArray, "an array"))
        {
            return null;
        }

        ArrayBuilderScope<SplitSpec> splits = new(_splits);
        for (int index = 0; NextItem(); index++)
        {
            _defects.EnterItem(index);
            if (Begins(JsonTokenType.StartObject, "an object"))
            {
                splits.Add(ReadSplit());
            }

            _defects.Leave();
        }

        return splits.ToArray();
    }

    private SplitSpec ReadSplit()
    {
        string? variationKey = null;
        ShardSpec[] shards = [];
        IReadOnlyDictionary<string, string>? extraLogging = null;
        bool hasVariation = false, hasShards = false;
        while (NextProperty())
        {
            if (At("variationKey"u8, "variationKey"))
            {
                (hasVariation, variationKey) = (true, ReadText());
            }
            else if (At("shards"u8, "shards"))
            {
                (hasShards, shards) = (true, ReadShards());
            }
            else if (At("extraLogging"u8, "extraLogging"))
            {
                extraLogging = _json.TokenType == JsonTokenType.Null ? null : ReadExtraLogging();
            }
            else
            {
                _json.Skip();
                continue;
            }

            _defects.Leave();
        }

        AddMissing(!hasVariation, "variationKey");
        AddMissing(!hasShards, "shards");
        return new SplitSpec(variationKey ?? "", shards, extraLogging);
    }

    private Dictionary<string, string>? ReadExtraLogging()
    {
        if (!Begins(JsonTokenType.StartObject, "an object"))
        {
            return null;
        }

        Dictionary<string, string> extra = new(StringComparer.Ordinal);
        while (NextProperty())
        {
            string key = _json.GetString()!;
            _json.Read();
            _defects.Enter(key);
            extra[key] = ReadText() ?? "";
            _defects.Leave();
        }

        return extra;
    }

    private ShardSpec[] ReadShards()
    {
        if (!Begins(JsonTokenType.StartArray, "an array"))
        {
            return [];
        }

        ArrayBuilderScope<ShardSpec> shards = new(_shards);
        for (int index = 0; NextItem(); index++)
        {
            _defects.EnterItem(index);
            if (Begins(JsonTokenType.StartObject, "an object"))
            {
                shards.Add(ReadShard());
            }

            _defects.Leave();
        }

        return shards.ToArray();
    }

    private ShardSpec ReadShard()
    {
        string? salt = null;
        ShardRange[] ranges = [];
        bool hasSalt = false, hasRanges = false;
        while (NextProperty())
        {
            if (At("salt"u8, "salt"))
            {
                (hasSalt, salt) = (true, ReadText());
            }
            else if (At("ranges"u8, "ranges"))
            {
                (hasRanges, ranges) = (true, ReadRanges());
            }
            else
            {
                _json.Skip();
                continue;
            }

            _defects.Leave();
        }

        AddMissing(!hasSalt, "salt");
        AddMissing(!hasRanges, "ranges");
        return new ShardSpec(salt ?? "", ranges);
    }

    private ShardRange[] ReadRanges()
    {
        if (!Begins(JsonTokenType.StartArray, "an array"))
        {
            return [];
        }

        ArrayBuilderScope<ShardRange> ranges = new(_ranges);
        for (int index = 0; NextItem(); index++)
        {
            _defects.EnterItem(index);
            if (Begins(JsonTokenType.StartObject, "an object"))
            {
                ranges.Add(ReadRange());
            }

            _defects.Leave();
        }

        return ranges.ToArray();
    }

    private ShardRange ReadRange()
    {
        long? start = null;
        long? end = null;
        bool hasStart = false, hasEnd = false;
        while (NextProperty())
        {
            if (At("start"u8, "start"))
            {
                (hasStart, start) = (true, ReadInteger(0, long.MaxValue));
            }
            else if (At("end"u8, "end"))
            {
                (hasEnd, end) = (true, ReadInteger(0, long.MaxValue));
            }
            else
            {
                _json.Skip();
                continue;
            }

            _defects.Leave();
        }

        AddMissing(!hasStart, "start");
        AddMissing(!hasEnd, "end");
        if (start > end)
        {
            _defects.Add("the range starts after its end");
        }

        return new ShardRange(start ?? 0, end ?? 0);
    }
}
