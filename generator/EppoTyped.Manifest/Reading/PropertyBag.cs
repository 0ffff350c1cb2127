using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>
/// The properties of one object of the manifest, read by name. Properties of the wrong shape and unknown properties are reported.
/// </summary>
/// <param name="node">The object.</param>
/// <param name="owner">Its description for messages: <c>flag "checkout"</c>.</param>
/// <param name="known">The names it may have.</param>
/// <param name="context">Collects the findings.</param>
internal sealed class PropertyBag(JsonNode node, string owner, IReadOnlyList<string> known, ReadingContext context)
{
    // Unknown names that a finding about a missing property already mentions.
    private HashSet<string>? _misspelt;

    public string Owner => owner;

    /// <summary>The property; null where it is absent or unreadable.</summary>
    public JsonMember? Find(string name) => node.Member(name) is { Value.Kind: not JsonKind.Missing } member ? member : null;

    /// <summary>True when the property is certainly absent, and not unreadable.</summary>
    public bool Lacks(string name) => node.Member(name) is null && !node.Broken;

    /// <summary>A text, or null.</summary>
    public string? Text(string name)
    {
        if (Find(name) is not { } member)
        {
            return null;
        }

        if (member.Value.Kind == JsonKind.String)
        {
            return member.Value.Text;
        }

        Report(FindingRules.WrongShape, member.Value.Range, $"\"{name}\" must be a text in double quotes");
        return null;
    }

    /// <summary>A C# name, or null.</summary>
    public string? Identifier(string name = "name")
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (CSharpName.IsIdentifier(text))
        {
            return text;
        }

        Report(
            FindingRules.InvalidName,
            Find(name)!.Value.Range,
            $"\"{name}\" {Wording.Quote(text)} is not a C# identifier; write it like {Wording.Quote(PascalName.Of(text))}");
        return null;
    }

    /// <summary>True or false; false when absent.</summary>
    public bool Boolean(string name)
    {
        if (Find(name) is not { } member)
        {
            return false;
        }

        if (member.Value.Kind == JsonKind.Boolean)
        {
            return string.Equals(member.Value.Text, "true", StringComparison.Ordinal);
        }

        Report(FindingRules.WrongShape, member.Value.Range, $"\"{name}\" must be true or false");
        return false;
    }

    /// <summary>An object, or null.</summary>
    public JsonNode? Object(string name, string advice)
    {
        if (Find(name) is not { } member)
        {
            return null;
        }

        if (member.Value.Kind == JsonKind.Object)
        {
            return member.Value;
        }

        Report(FindingRules.WrongShape, member.Value.Range, $"\"{name}\" must be an object; {advice}");
        return null;
    }

    /// <summary>Reports that a property is missing, at the misspelled one where there is one, and returns that.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="range">The place to report where no property is misspelled.</param>
    /// <param name="name">The property.</param>
    /// <param name="advice">What to write.</param>
    public JsonMember? ReportMissing(FindingRule rule, SourceRange range, string name, string advice)
    {
        if (!Lacks(name))
        {
            return null;
        }

        JsonMember? misspelt = node.LastMembers().FirstOrDefault(member => IsMisspelt(member.Name, name));
        if (misspelt is null)
        {
            Report(rule, range, $"\"{name}\" is missing; {advice}");
            return null;
        }

        (_misspelt ??= new(StringComparer.Ordinal)).Add(misspelt.Name);
        Report(rule, misspelt.NameRange, $"\"{name}\" is missing; did you write {Wording.Quote(misspelt.Name)} instead?");
        return misspelt;
    }

    /// <summary>Reports unknown properties, each with the name it probably stands for.</summary>
    public void ReportUnknown()
    {
        foreach (JsonMember member in node.LastMembers())
        {
            if (known.Contains(member.Name, StringComparer.Ordinal) || _misspelt?.Contains(member.Name) == true || context.IsStray(member))
            {
                continue;
            }

            string advice = NearestName.Of(member.Name, known) is { } near
                ? $"did you mean \"{near}\"?"
                : $"the known ones are {Wording.QuoteAll(known)}";
            Report(FindingRules.UnknownProperty, member.NameRange, $"unknown property {Wording.Quote(member.Name)}; {advice}");
        }
    }

    // "default" and "type" are not typing errors, but they stand for "defaultValue" and "flagType".
    private bool IsMisspelt(string written, string name) => !known.Contains(written, StringComparer.Ordinal)
        && (NearestName.Of(written, known) == name
            || (written.Length > 3
                && (name.StartsWith(written, StringComparison.OrdinalIgnoreCase)
                    || name.EndsWith(written, StringComparison.OrdinalIgnoreCase))));

    /// <summary>Reports a finding whose message names the owner.</summary>
    public void Report(FindingRule rule, SourceRange range, string message) =>
        context.Report(rule, range, Wording.Sentence(owner, message));
}
