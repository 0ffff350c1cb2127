using System.CommandLine;
using EppoTyped.Cli.Evaluate;

RootCommand root = new("Works with Eppo's feature flags from the command line.") { EvaluateCommand.Create() };
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
