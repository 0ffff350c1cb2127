using System.Reflection;

namespace EppoTyped;

/// <summary>The name and version of this library in requests to Eppo's servers and in events.</summary>
internal static class EppoSdk
{
    public const string Name = "eppotyped";

    /// <summary>The package's version, without the commit hash that a build appends.</summary>
    public static string Version { get; } =
        typeof(EppoSdk).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static IReadOnlyDictionary<string, string> MetaData { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["sdkName"] = Name, ["sdkVersion"] = Version }.AsReadOnly();
}
