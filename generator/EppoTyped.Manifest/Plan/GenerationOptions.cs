namespace EppoTyped.Manifest.Plan;

/// <summary>What a project sets about its generated code, by value.</summary>
/// <param name="Namespace">The namespace of everything that is generated.</param>
/// <param name="Facade">The name of the static class.</param>
/// <param name="IsPublic">True when other assemblies may use what is generated.</param>
public sealed record GenerationOptions(string Namespace, string Facade, bool IsPublic);
