using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Amplitude;

/// <summary>
/// The variants of one user by flag key, as Amplitude evaluated them; a flag that is missing was not evaluated. It is also a client that
/// returns the same values for every subject: <c>new FlagSet(variants).Checkout.Variant(user)</c>. Immutable; needs no dispose.
/// </summary>
/// <remarks>
/// As a client it reads a boolean flag from the value (<c>on</c>, <c>true</c>, <c>off</c>, <c>false</c>), an integer or a float from the
/// text of the value, a string or an enum from the value, else the key, and an object from the payload. A default variant without a value
/// is the manifest's default; so is a value that does not have the type, which is logged.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Variants : FlagClient, IReadOnlyDictionary<string, Variant>
{
    private readonly Dictionary<string, Variant> _byFlag;
    private readonly TimeProvider _clock;
    private readonly ILogger _diagnostics;
    private readonly AbsentFlags _absent;

    /// <summary>Variants from elsewhere: for tests, and for variants that the application has stored.</summary>
    /// <param name="variants">The variants by flag key; copied.</param>
    /// <param name="loggerFactory">Creates the logger, category <c>EppoTyped.Amplitude.Variants</c>; null logs nothing.</param>
    public Variants(IEnumerable<KeyValuePair<string, Variant>> variants, ILoggerFactory? loggerFactory = null)
        : this(
            new Dictionary<string, Variant>(variants, StringComparer.Ordinal),
            TimeProvider.System,
            DiagnosticsLogger.Of(loggerFactory, "EppoTyped.Amplitude.Variants", debug: false))
    {
    }

    internal Variants(Dictionary<string, Variant> byFlag, TimeProvider clock, ILogger diagnostics, AbsentFlags? absent = null)
        : base(new ClientCore(clock, diagnostics))
    {
        (_byFlag, _clock, _diagnostics, _absent) = (byFlag, clock, diagnostics, absent ?? new AbsentFlags(diagnostics, "remote"));
        Core.Publish(new FlagTable
        {
            Flags = byFlag.ToFrozenDictionary(entry => entry.Key, entry => Compile(entry.Key, entry.Value), StringComparer.Ordinal),
            FetchedAt = clock.GetUtcNow(),
            Absent = _absent.Log,
        });
    }

    /// <summary>No variants.</summary>
    public static Variants Empty { get; } = new([], TimeProvider.System, NullLogger.Instance);

    /// <summary>The number of flags.</summary>
    public int Count => _byFlag.Count;

    /// <summary>The keys of the flags that were evaluated.</summary>
    public IEnumerable<string> Keys => _byFlag.Keys;

    /// <summary>The variants, in the order of <see cref="Keys"/>.</summary>
    public IEnumerable<Variant> Values => _byFlag.Values;

    /// <summary>The variant of a flag; null where the flag was not evaluated, which is logged once with what to check.</summary>
    public Variant? this[string flagKey]
    {
        get
        {
            if (!_byFlag.TryGetValue(flagKey, out Variant? variant))
            {
                _absent.Log(flagKey);
            }

            return variant;
        }
    }

    Variant IReadOnlyDictionary<string, Variant>.this[string key] => _byFlag[key];

    /// <summary>
    /// The assigned variants only, without default variants and those of flags that are not deployed. It is what the older <c>fetch</c> and
    /// <c>evaluate</c> of Amplitude's SDKs return.
    /// </summary>
    public Variants WithoutDefaults() => new(
        _byFlag.Where(entry => entry.Value is { IsDefault: false, IsDeployed: true }).ToDictionary(StringComparer.Ordinal),
        _clock,
        _diagnostics,
        _absent);

    /// <summary>Whether the flag was evaluated. Logs nothing.</summary>
    public bool ContainsKey(string key) => _byFlag.ContainsKey(key);

    /// <summary>Looks up the variant of a flag. Logs nothing where there is none.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Variant value) => _byFlag.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Variant>> GetEnumerator() => _byFlag.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The flag keys and the keys of their variants.</summary>
    public override string ToString()
    {
        IEnumerable<string> flags = _byFlag.Select(entry => $"{entry.Key} = {VariantReading.KeyOf(entry.Value)}");
        return $"Variants {{ {string.Join(", ", flags)} }}";
    }

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
            // Amplitude has tracked what it evaluated.
            DoLog = false,
            Experiment = flagKey,
            Reason = variant.IsDefault ? EvaluationReason.Default : EvaluationReason.TargetingMatch,
        };
        return new CompiledFlag
        {
            Key = flagKey,
            Enabled = true,
            AcceptsAnyType = true,
            Allocations = [allocation],
            Splits = [split],
            ConstantOutcome = 0,
        };
    }
}
