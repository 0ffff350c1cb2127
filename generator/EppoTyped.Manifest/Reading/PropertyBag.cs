using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>The properties of one object of the manifest, read by name; says what is of the wrong shape or unknown.</summary>
/// <param name="node">The object.</param>
/// <param name="owner">What it is, for messages: <c>flag "checkout"</c>.</param>
/// <param name="known">The names it may have.</param>
/// <param name="context">Where findings go.</param>
internal sealed class PropertyBag(JsonNode node, string owner, IReadOnlyList<string> known, ReadingContext context)
{
    // Unknown names that a message about a missing property speaks of already.
    private HashSet<string>? _misspelt;

    public string Owner => owner;

    /// <summary>The property, or null where it is absent or unreadable.</summary>
    public JsonMember? Find(string name) => node.Member(name) is { Value.Kind: not JsonKind.Missing } member ? member : null;

    /// <summary>True when the property is certainly not written, rather than unreadable.</summary>
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
    public JsonNode? Object(string name, string mend)
    {
        if (Find(name) is not { } member)
        {
            return null;
        }

        if (member.Value.Kind == JsonKind.Object)
        {
            return member.Value;
        }

        Report(FindingRules.WrongShape, member.Value.Range, $"\"{name}\" must be an object; {mend}");
        return null;
    }

    /// <summary>Says that a property is missing, at the misspelt one where there is one, and gives that.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="range">Where to say so where nothing is misspelt.</param>
    /// <param name="name">The property.</param>
    /// <param name="mend">What to write.</param>
    public JsonMember? ReportMissing(FindingRule rule, SourceRange range, string name, string mend)
    {
        if (!Lacks(name))
        {
            return null;
        }

        JsonMember? misspelt = node.LastMembers().FirstOrDefault(member => IsMisspelt(member.Name, name));
        if (misspelt is null)
        {
            Report(rule, range, $"\"{name}\" is missing; {mend}");
            return null;
        }

        (_misspelt ??= new(StringComparer.Ordinal)).Add(misspelt.Name);
        Report(rule, misspelt.NameRange, $"\"{name}\" is missing; did you mean it by {Wording.Quote(misspelt.Name)}?");
        return misspelt;
    }

    /// <summary>Says which properties nobody knows, and which was probably meant.</summary>
    public void ReportUnknown()
    {
        foreach (JsonMember member in node.LastMembers())
        {
            if (known.Contains(member.Name, StringComparer.Ordinal) || _misspelt?.Contains(member.Name) == true || context.IsStray(member))
            {
                continue;
            }

            string mend = NearestName.Of(member.Name, known) is { } near
                ? $"did you mean \"{near}\"?"
                : $"known are {Wording.QuoteAll(known)}";
            Report(FindingRules.UnknownProperty, member.NameRange, $"unknown property {Wording.Quote(member.Name)}; {mend}");
        }
    }

    // "default" and "type" are no typing mistakes of "defaultValue" and "flagType", but they are meant for them.
    private bool IsMisspelt(string written, string name) => !known.Contains(written, StringComparer.Ordinal)
        && (NearestName.Of(written, known) == name
            || (written.Length > 3
                && (name.StartsWith(written, StringComparison.OrdinalIgnoreCase)
                    || name.EndsWith(written, StringComparison.OrdinalIgnoreCase))));

    /// <summary>Reports a finding that names the owner.</summary>
    public void Report(FindingRule rule, SourceRange range, string message) =>
        context.Report(rule, range, Wording.Sentence(owner, message));
}
