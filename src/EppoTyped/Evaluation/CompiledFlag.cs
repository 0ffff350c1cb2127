namespace EppoTyped;

/// <summary>A flag as a call needs it. Immutable; made by a reader when a configuration arrives.</summary>
internal sealed class CompiledFlag
{
    /// <summary>The key under which the configuration lists it.</summary>
    public required string Key { get; init; }

    public VariationType Type { get; init; }

    public bool Enabled { get; init; }

    /// <summary>Echoed in assignment events.</summary>
    public long? EntityId { get; init; }

    /// <summary>Why the flag could not be read; null when it could. A flag set aside gives every caller the default.</summary>
    public string? Defect { get; init; }

    public Allocation[] Allocations { get; init; } = [];

    /// <summary>The splits of all allocations in order; an outcome is an index into them.</summary>
    public Split[] Splits { get; init; } = [];

    /// <summary>What every subject gets at any time, or <see cref="Outcome.Ask"/> when it depends.</summary>
    public int Fixed { get; init; } = Outcome.Ask;

    /// <summary>Decides. Throws what the subject throws; nothing else.</summary>
    public int Evaluate(scoped in SubjectView subject, TimeProvider clock) => throw new NotImplementedException();
}

/// <summary>A rule set with its traffic: what decides whether, and how, a subject takes part.</summary>
internal sealed class Allocation
{
    public required string Key { get; init; }
}

/// <summary>A share of an allocation's traffic, and the variation it gets.</summary>
internal sealed class Split
{
    public required Allocation Allocation { get; init; }

    public required string VariationKey { get; init; }

    /// <summary>Null when the configuration names a variation that the flag does not have.</summary>
    public required Variation? Variation { get; init; }

    /// <summary>Whether an assignment is to be logged.</summary>
    public required bool DoLog { get; init; }

    /// <summary>The flag and allocation joined: the experiment's name in events.</summary>
    public required string Experiment { get; init; }

    public IReadOnlyDictionary<string, string>? ExtraLogging { get; init; }
}
