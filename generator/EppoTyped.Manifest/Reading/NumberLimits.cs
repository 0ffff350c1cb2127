using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>The smallest and largest value of a flag; none where the minimum is over the maximum, for which there is a finding.</summary>
internal sealed record NumberLimits(ManifestValue? Minimum, ManifestValue? Maximum)
{
    public static NumberLimits Read(JsonMember? minimum, JsonMember? maximum, FlagType type, PropertyBag bag)
    {
        ManifestValue? low = ReadOne(minimum, type, bag);
        ManifestValue? high = ReadOne(maximum, type, bag);
        if (low is null || high is null || !IsLess(high, low))
        {
            return new NumberLimits(low, high);
        }

        bag.Report(
            FindingRules.MinimumOverMaximum,
            minimum!.Value.Range,
            $"minimum {low.Text} is over maximum {high.Text} ({Wording.Line(maximum!.Value.Range)}); swap them");
        return new NumberLimits(null, null);
    }

    /// <summary>How a number is out of range; null where it is not.</summary>
    public string? Excess(ManifestValue value)
    {
        if (Minimum is not null && IsLess(value, Minimum))
        {
            return $"under the minimum {Minimum.Text}";
        }

        return Maximum is not null && IsLess(Maximum, value) ? $"over the maximum {Maximum.Text}" : null;
    }

    private static ManifestValue? ReadOne(JsonMember? member, FlagType type, PropertyBag bag)
    {
        if (member is null)
        {
            return null;
        }

        ManifestValue value = member.Value.ToValue();
        bool integer = type == FlagType.Integer;
        if (integer ? value.TryGetInteger(out _) : value.TryGetDouble(out _))
        {
            return value;
        }

        bag.Report(
            FindingRules.WrongShape,
            member.Value.Range,
            $"\"{member.Name}\" must be {(integer ? "a whole number of 64 bits" : "a finite number")}, as the flag is");
        return null;
    }

    private static bool IsLess(ManifestValue a, ManifestValue b)
    {
        // Two integers are compared exactly: a double cannot tell the largest ones apart.
        if (a.TryGetInteger(out long wholeA) && b.TryGetInteger(out long wholeB))
        {
            return wholeA < wholeB;
        }

        return a.TryGetDouble(out double realA) && b.TryGetDouble(out double realB) && realA < realB;
    }
}
