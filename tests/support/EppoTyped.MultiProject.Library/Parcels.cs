namespace EppoTyped.MultiProject.Library;

/// <summary>A library with flags of its own, which its callers do not see.</summary>
public static class Parcels
{
    /// <summary>How many parcels one order may have.</summary>
    public static long Limit(ISubject subject) => Flags.Parcels.Limit.Value(subject);
}
