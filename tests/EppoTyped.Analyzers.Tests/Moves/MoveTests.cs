using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Tests.Moves;

/// <summary>Calls that move with a default of their own, and calls that stay: the typed call would not do the same.</summary>
public sealed class MoveTests
{
    public static TheoryData<string> Moved => Sample.NamesIn("Moved");

    public static TheoryData<string> Unmovable => Sample.NamesIn("Unmovable");

    // Beside the hint they have the message that their default disagrees, so that they are no sample of one mistake.
    [Theory]
    [MemberData(nameof(Moved))]
    public async Task A_default_that_is_not_the_manifests_is_given(string name)
    {
        Sample sample = Sample.Read("Moved", name);
        Workbench bench = Workbench.Of(sample);
        Workbench moved = await bench.FixAsync((await bench.MessagesAsync()).Single(message => message.Id == "EPPO2009"), title: null);
        Assert.Equal(sample.Fixed.Single().Text, await moved.TextAsync(sample.Fixed.Single().Name));
        Assert.Empty(await moved.ErrorsAsync());
    }

    [Theory]
    [MemberData(nameof(Unmovable))]
    public async Task A_call_that_cannot_move_has_the_hint_and_no_fix(string name)
    {
        Sample sample = Sample.Read("Unmovable", name);
        Workbench bench = Workbench.Of(sample);
        Assert.Empty(await bench.ErrorsAsync());
        Diagnostic hint = Assert.Single(await bench.MessagesAsync(), message => message.Id == "EPPO2009");
        Assert.Equal(sample.Files.SelectMany(file => file.Marks).Single().Start, hint.Location.SourceSpan.Start);
        Assert.Empty(await bench.FixesAsync(hint));
    }

    [Theory]
    [InlineData("""bool on = FlagClient.Shared.GetBooleanAssignment("dark-mode", "user-1", false);""")] // deprecated: it should go, not move
    [InlineData("""string text = FlagClient.Shared.GetStringAssignment("kill-switch", "user-1", "");""")] // EPPO2003 says the rest
    [InlineData("""string best = FlagClient.Shared.GetBestAction("banner-bandit", null, ["a"], "a");""")] // an accessor would assign
    [InlineData("""bool on = FlagClient.Shared.GetBooleanAssignment(Console.ReadLine()!, "user-1", false);""")]
    [InlineData("""bool Ask(string key = "kill-switch") => FlagClient.Shared.GetBooleanAssignment(key, "user-1", false); Ask();""")]
    [InlineData("""bool on = Flags.KillSwitch.IsEnabled(new Subject("user-1"));""")]
    public async Task What_has_no_accessor_that_answers_the_same_has_no_hint(string code) =>
        Assert.DoesNotContain(await Workbench.Of(Sample.Parse("hint", code + "\n")).MessagesAsync(), message => message.Id == "EPPO2009");

    [Theory]
    [InlineData("""FlagClient.Shared.GetStringAssignment("checkout", "user-1", "standard_checkout");""", "Flag \"checkout\" has an accessor; write Flags.Checkout.Variant(user)")]
    [InlineData("""FlagClient.Shared.GetBooleanAssignmentDetails("kill-switch", "user-1", false);""", "Flag \"kill-switch\" has an accessor; write Flags.KillSwitch.Details(subject)")]
    [InlineData("""FlagClient.Shared.GetBanditAction("banner-bandit", "user-1", null, ["a"], "control");""", "Flag \"banner-bandit\" has an accessor; write Flags.BannerBandit.Action(user, actions)")]
    public async Task The_hint_says_what_to_write(string code, string text) =>
        Assert.Equal(text, Assert.Single(await Workbench.Of(Sample.Parse("hint", code + "\n")).MessagesAsync(), message => message.Id == "EPPO2009").GetMessage(System.Globalization.CultureInfo.InvariantCulture));
}
