using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EppoTyped.Fuzz.Tests.Harness;

/// <summary>The processor time of this thread, which does not depend on other load.</summary>
internal static partial class CpuClock
{
    private static readonly int ThreadTime = OperatingSystem.IsLinux() ? 3 : OperatingSystem.IsMacOS() ? 16 : -1;

    public static double Milliseconds()
    {
        if (ThreadTime < 0)
        {
            return Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;
        }

        _ = GetTime(ThreadTime, out Time time);
        return (time.Seconds * 1000.0) + (time.Nanoseconds / 1_000_000.0);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
