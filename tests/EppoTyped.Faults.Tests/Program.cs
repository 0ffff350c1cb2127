using EppoTyped.Faults.Tests;

// The suite as a child process of its own tests, for what can only be had at the start of one. The runner of tests never comes here.
if (args is [nameof(CultureAnswers)])
{
    using Stream output = Console.OpenStandardOutput();
    CultureAnswers.Write(output);
}
