namespace EppoTyped.Generator;

/// <summary>The steps of the pipeline by name. Tests check with them that an edit runs no more steps than it must.</summary>
public static class TrackingNames
{
    /// <summary>The additional files that are manifests, as text.</summary>
    public const string Texts = nameof(Texts);

    /// <summary>Each manifest, read.</summary>
    public const string Manifests = nameof(Manifests);

    /// <summary>The MSBuild properties that shape the source.</summary>
    public const string Options = nameof(Options);

    /// <summary>The MSBuild properties whose values cannot be used.</summary>
    public const string OptionProblems = nameof(OptionProblems);

    /// <summary>All manifests combined.</summary>
    public const string Combined = nameof(Combined);

    /// <summary>The errors of the manifests.</summary>
    public const string Findings = nameof(Findings);

    /// <summary>The errors of the properties.</summary>
    public const string OptionFindings = nameof(OptionFindings);

    /// <summary>Everything the source depends on.</summary>
    public const string Model = nameof(Model);
}
