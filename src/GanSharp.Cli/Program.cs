using GanSharp.Cli;

var environment = CliEnvironment.OfProcess();
var signals = new StopSignals(environment);
return signals.ExitCodeOf(await Tool.RunAsync(args, environment, signals.Token));
