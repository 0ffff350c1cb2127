using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;

namespace EppoTyped.Manifest.Reading;

/// <summary>Reads the deprecation of a flag.</summary>
internal static class DeprecationReader
{
    private static readonly string[] Known = ["message", "replaceWith"];

    public static DeprecationDefinition? Read(PropertyBag flag, FlagValues values, ReadingContext context)
    {
        if (flag.Find("deprecated") is not { } member)
        {
            return null;
        }

        switch (member.Value)
        {
            case { Kind: JsonKind.Boolean, Text: "true" }:
                return new DeprecationDefinition();
            case { Kind: JsonKind.String }:
                return new DeprecationDefinition { Message = member.Value.Text };
            case { Kind: JsonKind.Object }:
                PropertyBag bag = new(member.Value, $"\"deprecated\" of {flag.Owner}", Known, context);
                DeprecationDefinition read = new()
                {
                    Message = bag.Text("message"),
                    ReplaceWith = bag.Find("replaceWith") is { } replacement ? values.ReadReplacement(replacement) : null,
                };
                bag.ReportUnknown();
                return read;
            default:
                flag.Report(
                    FindingRules.WrongShape,
                    member.Value.Range,
                    "\"deprecated\" must be true, a message, or { \"message\", \"replaceWith\" }; remove it if the flag is not deprecated");
                return null;
        }
    }
}
