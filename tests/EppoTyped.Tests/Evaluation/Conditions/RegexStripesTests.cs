using System.Globalization;

namespace EppoTyped.Tests;

public class RegexStripesTests
{
    [Fact]
    public void Concurrent_threads_get_engines_of_their_own_and_the_same_results()
    {
        RegexStripes stripes = new("^(user|guest)[0-9]+\\z", "");
        using Barrier together = new(4);
        int wrong = 0;

        Thread[] threads = [.. Enumerable.Range(0, 4).Select(thread => new Thread(() =>
        {
            together.SignalAndWait();
            for (int number = 0; number < 20_000; number++)
            {
                string text = string.Create(CultureInfo.InvariantCulture, $"{(number % 2 == 0 ? "user" : "visitor")}{thread}{number}");
                if (stripes.IsMatch(text) != (number % 2 == 0))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(0, wrong);
    }

    [Fact]
    public void An_invalid_pattern_is_refused() => Assert.ThrowsAny<ArgumentException>(() => new RegexStripes("(", ""));
}
