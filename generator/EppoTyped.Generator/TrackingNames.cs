namespace EppoTyped.Generator;

/// <summary>The steps of the pipeline by name: the tests hold that an edit runs no more of them than it must.</summary>
internal static class TrackingNames
{
    public const string Texts = nameof(Texts);
    public const string Manifests = nameof(Manifests);
    public const string Combined = nameof(Combined);
    public const string Findings = nameof(Findings);
    public const string Options = nameof(Options);
    public const string OptionFindings = nameof(OptionFindings);
    public const string Settings = nameof(Settings);
    public const string Model = nameof(Model);
}
