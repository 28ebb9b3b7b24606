using GanSharp.Cli;

if (OpenFiles.Complaint() is { } complaint)
{
    Console.Error.WriteLine($"gansharp: {complaint}");
    return ExitCode.Failed;
}
return await RunAsync(args);

static async Task<int> RunAsync(string[] args)
{
    FileSizeLimit.MakeError();
    var environment = CliEnvironment.OfProcess();
    var signals = new StopSignals(environment);
    return environment.Leave(signals.ExitCodeOf(await Tool.RunAsync(args, environment, signals.Token)));
}
