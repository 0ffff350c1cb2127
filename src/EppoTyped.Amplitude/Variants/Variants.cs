using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Amplitude;

/// <summary>
/// What Amplitude evaluated for one user, by flag; a flag that is missing was not evaluated. It is a client too, which answers the same whatever
/// the subject: <c>new FlagSet(variants).Checkout.Variant(user)</c>. Immutable, and nothing to dispose.
/// </summary>
/// <remarks>
/// As a client it gives a boolean flag true for <c>on</c> and <c>true</c>, and false for <c>off</c> and <c>false</c>; an integer or a float by the text of the value; a string, or one of its
/// variations, by the value, else the key; an object by the payload. A default variant without a value gives the manifest's default; so does a value that is none of the type, which is logged.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Variants : FlagClient, IReadOnlyDictionary<string, Variant>
{
    private readonly Dictionary<string, Variant> _byFlag;
    private readonly TimeProvider _clock;
    private readonly ILogger _diagnostics;
    private readonly AbsentFlags _absent;

    /// <summary>Variants that were not fetched: for tests, and for those kept by the application.</summary>
    /// <param name="variants">The variants by flag.</param>
    /// <param name="loggerFactory">Takes this library's own messages.</param>
    public Variants(IEnumerable<KeyValuePair<string, Variant>> variants, ILoggerFactory? loggerFactory = null)
        : this(new Dictionary<string, Variant>(variants, StringComparer.Ordinal), TimeProvider.System, DiagnosticsLogger.Of(loggerFactory, "EppoTyped.Amplitude.Variants", debug: false))
    {
    }

    internal Variants(Dictionary<string, Variant> byFlag, TimeProvider clock, ILogger diagnostics, AbsentFlags? absent = null)
        : base(new ClientCore(null, clock, diagnostics))
    {
        (_byFlag, _clock, _diagnostics, _absent) = (byFlag, clock, diagnostics, absent ?? new AbsentFlags(diagnostics, "remote"));
        Core.Publish(new FlagTable
        {
            Flags = byFlag.ToFrozenDictionary(entry => entry.Key, entry => Compile(entry.Key, entry.Value), StringComparer.Ordinal),
            FetchedAt = clock.GetUtcNow(),
            Absent = _absent.Say,
        });
    }

    /// <summary>No variants.</summary>
    public static Variants Empty { get; } = new([], TimeProvider.System, NullLogger.Instance);

    /// <summary>The number of flags.</summary>
    public int Count => _byFlag.Count;

    /// <summary>The flags that were evaluated.</summary>
    public IEnumerable<string> Keys => _byFlag.Keys;

    /// <summary>Their variants.</summary>
    public IEnumerable<Variant> Values => _byFlag.Values;

    /// <summary>The variant of a flag; null, and a line in the log of what to check, when the flag was not evaluated.</summary>
    public Variant? this[string flagKey]
    {
        get
        {
            if (!_byFlag.TryGetValue(flagKey, out Variant? variant))
            {
                _absent.Say(flagKey);
            }

            return variant;
        }
    }

    Variant IReadOnlyDictionary<string, Variant>.this[string key] => _byFlag[key];

    /// <summary>
    /// Only what users are assigned: without default variants, and without those of flags that are not deployed. It is what the older
    /// <c>fetch</c> and <c>evaluate</c> of Amplitude's SDKs gave.
    /// </summary>
    public Variants WithoutDefaults() => new(
        _byFlag.Where(entry => entry.Value is { IsDefault: false, IsDeployed: true }).ToDictionary(StringComparer.Ordinal), _clock, _diagnostics, _absent);

    /// <summary>Whether the flag was evaluated.</summary>
    public bool ContainsKey(string key) => _byFlag.ContainsKey(key);

    /// <summary>Looks the variant of a flag up, and says nothing where there is none.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Variant value) => _byFlag.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Variant>> GetEnumerator() => _byFlag.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The flags and the keys of their variants.</summary>
    public override string ToString() => $"Variants {{ {string.Join(", ", _byFlag.Select(entry => $"{entry.Key} = {VariantReading.KeyOf(entry.Value)}"))} }}";

    private static CompiledFlag Compile(string flagKey, Variant variant)
    {
        if (VariantReading.IsNone(variant))
        {
            return new CompiledFlag { Key = flagKey, Enabled = true, AcceptsAnyType = true, ConstantOutcome = Outcome.NoAllocation };
        }

        Allocation allocation = new() { Key = variant.SegmentName ?? "remote evaluation", SplitCount = 1 };
        Split split = new()
        {
            Allocation = allocation,
            VariationKey = VariantReading.KeyOf(variant),
            Variation = VariantReading.ToVariation(variant),
            // Amplitude tracks where it evaluates.
            DoLog = false,
            Experiment = flagKey,
            Reason = variant.IsDefault ? EvaluationReason.Default : EvaluationReason.TargetingMatch,
        };
        return new CompiledFlag { Key = flagKey, Enabled = true, AcceptsAnyType = true, Allocations = [allocation], Splits = [split], ConstantOutcome = 0 };
    }
}
