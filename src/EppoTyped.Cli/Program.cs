using System.CommandLine;
using EppoTyped.Cli.Evaluate;

RootCommand root = new("Works with the feature flags of Eppo and Amplitude from the command line.") { EvaluateCommand.Create() };
ParseResult parsed = root.Parse(args);
int exitCode = await parsed.InvokeAsync().ConfigureAwait(false);
// 1 says that a line of the input was malformed; a command line that was is told apart.
return parsed.Errors.Count > 0 ? 2 : exitCode;
