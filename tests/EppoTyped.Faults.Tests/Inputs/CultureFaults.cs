using System.Diagnostics;
using System.Globalization;

namespace EppoTyped.Faults.Tests;

/// <summary>The culture of the process.</summary>
[Trait("Category", "Faults")]
public sealed class CultureFaults
{
    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("sv-SE")]
    [InlineData("th-TH")]
    [InlineData("hr-BA")]
    [InlineData("no data at all")]
    public async Task F79_Cultures(string culture)
    {
        string expected = In(CultureInfo.InvariantCulture, CultureAnswers.All);
        Assert.InRange(expected.Length, 4_000, int.MaxValue);
        string answers = culture == "no data at all" ? await OfChildAsync() : In(CultureInfo.GetCultureInfo(culture), () =>
        {
            // A culture without data on this machine would prove nothing.
            Assert.NotEqual(CultureInfo.InvariantCulture.CompareInfo, CultureInfo.CurrentCulture.CompareInfo);
            return CultureAnswers.All();
        });
        Assert.Equal(expected, answers);
    }

    private static string In(CultureInfo culture, Func<string> action)
    {
        CultureInfo before = CultureInfo.CurrentCulture, beforeUi = CultureInfo.CurrentUICulture;
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            return action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }

    /// <summary>Runs a separate process, because InvariantGlobalization is set when a process starts.</summary>
    private static async Task<string> OfChildAsync()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, ["exec", typeof(CultureFaults).Assembly.Location, "cultures"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        start.Environment["DOTNET_ROLL_FORWARD"] = "Major";
        using Process child = Process.Start(start)!;
        string output = await child.StandardOutput.ReadToEndAsync().WaitAsync(FaultScene.Bound);
        await child.WaitForExitAsync();
        Assert.Equal(0, child.ExitCode);
        return output;
    }
}
