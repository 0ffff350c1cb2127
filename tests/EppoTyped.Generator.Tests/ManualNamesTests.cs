using System.Reflection;
using System.Text.RegularExpressions;
using EppoTyped.Amplitude;
using EppoTyped.Testing;

namespace EppoTyped.Generator.Tests;

/// <summary>A name in code font is a name a reader can use: prose rots where snippets would not compile.</summary>
public sealed partial class ManualNamesTests
{
    /// <summary>Names of the platform and its build, of a package without public members, of a category of the log, and two made up.</summary>
    private static readonly string[] Others =
    [
        "FrozenDictionary", "JsonElement", "Main", "NoWarn", "RootNamespace", "SynchronizationContext", "WarningsAsErrors",
        "Microsoft", "Extensions", "Logging", "Abstractions", "Program", "AddMeter", "Cli", "Sinks", "ShopFlags", "ShopFlagsSet",
    ];

    private static readonly HashSet<string> Public =
    [
        .. Others,
        .. new[] { typeof(FlagClient), typeof(AmplitudeLocalClient), typeof(FlagScope) }.SelectMany(one => NamesOf(one.Assembly)),
    ];

    public static TheoryData<string> Pages =>
        [.. ManualPage.All.Select(page => page.Path).Where(path => !path.StartsWith("docs/protocols/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_name_in_code_font_exists(string path)
    {
        ManualPage page = ManualPage.Of(path);
        HashSet<string> generated =
        [
            .. page.Snippets.Concat(ManualPage.Manifest.Snippets).Where(snippet => snippet.IsManifest).SelectMany(GeneratedNames),
        ];

        IEnumerable<string> used = page.CodeSpans
            .Where(span => Name().IsMatch(span))
            .SelectMany(span => span.Split('(')[0].Split('.'))
            .Where(word => word.Any(char.IsLower) && !RuleOrBuildProperty().IsMatch(word));

        Assert.Empty(used.Where(word => !Public.Contains(word) && !generated.Contains(word)).Distinct());
    }

    private static IEnumerable<string> NamesOf(Assembly assembly) =>
        assembly.GetExportedTypes().SelectMany(type => type.GetMembers().Select(member => member.Name).Append(type.Name.Split('`')[0]))
            .Concat(assembly.GetName().Name!.Split('.'));

    private static IEnumerable<string> GeneratedNames(Snippet manifest) =>
        Project.Of(manifest.Code).Generate().Sources.SelectMany(source => Word().Matches(source.Text)).Select(match => match.Value);

    [GeneratedRegex(@"^[A-Z]\w*(\.[A-Z]\w*)*(\(.*\))?$")]
    private static partial Regex Name();

    // Other tests hold these.
    [GeneratedRegex("^(EPPO|EppoFlags)")]
    private static partial Regex RuleOrBuildProperty();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
