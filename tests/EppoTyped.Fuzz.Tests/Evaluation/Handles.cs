using EppoTyped.CompilerServices;

namespace EppoTyped.Fuzz.Tests.Evaluation;

/// <summary>Typed handles by key, created once: each handle has a slot in every table, so a program has one per flag.</summary>
internal sealed class Handles
{
    private const int Most = 60;

    private readonly Dictionary<(string Key, VariationType Type), Flag> _known = [];

    /// <summary>The handle; null when there are too many keys.</summary>
    public Flag? Find(string key, VariationType type)
    {
        if (!_known.TryGetValue((key, type), out Flag? flag) && _known.Count < Most)
        {
            flag = type switch
            {
                VariationType.Boolean => GeneratedCodeV1.Boolean(key, false),
                VariationType.Integer => GeneratedCodeV1.Integer(key, -77),
                VariationType.Numeric => GeneratedCodeV1.Number(key, -7.7),
                VariationType.Json => GeneratedCodeV1.Json(key, "{}"),
                _ => GeneratedCodeV1.Text(key, "default"),
            };
            _known.Add((key, type), flag);
        }

        return flag;
    }
}
