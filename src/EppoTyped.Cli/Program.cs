using System.CommandLine;
using EppoTyped.Cli.Evaluate;

RootCommand root = new("Evaluates feature flags of Eppo and Amplitude from the command line.") { EvaluateCommand.Create() };
ParseResult parsed = root.Parse(args);
int exitCode = await parsed.InvokeAsync().ConfigureAwait(false);
// 1 means that a line of the input was malformed; 2 that the command line was.
return parsed.Errors.Count > 0 ? 2 : exitCode;
