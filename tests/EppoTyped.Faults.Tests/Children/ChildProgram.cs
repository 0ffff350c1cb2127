namespace EppoTyped.Faults.Tests;

/// <summary>The programs of child processes: <c>dotnet EppoTyped.Faults.Tests.dll [program] [arguments]</c>.</summary>
internal static class ChildProgram
{
    public static async Task<int> Main(string[] arguments)
    {
        string[] rest = arguments[1..];
        switch (arguments[0])
        {
            case "starve":
                StarvedChild.Run(rest[0]);
                return 0;
            case "poll":
                await PollingChild.RunAsync(rest[0]);
                return 0;
            case "write":
                WritingChild.Run(rest[0]);
                return 0;
            case "leave":
                await LeavingChild.RunAsync(rest[0], rest[1]);
                return 0;
            case "spool":
                SpoolingChild.Run(rest[0]);
                return 0;
            case "cultures":
                CultureAnswers.Write();
                return 0;
            default:
                Console.WriteLine($"There is no program {arguments[0]}.");
                return 2;
        }
    }
}
