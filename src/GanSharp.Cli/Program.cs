using System.Runtime.InteropServices;
using GanSharp.Cli;

if (OpenFiles.Complaint() is { } complaint)
{
    Console.Error.WriteLine($"gansharp: {complaint}");
    return ExitCode.Failed;
}
return await RunAsync(args);

static async Task<int> RunAsync(string[] args)
{
    // SIGXFSZ: with a limit on file sizes (ulimit -f), a write then fails with an error that names the file; else the process would be killed.
    using var fileTooLarge = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create((PosixSignal)25, signal => signal.Cancel = true);
    var environment = CliEnvironment.OfProcess();
    var signals = new StopSignals(environment);
    return signals.ExitCodeOf(await Tool.RunAsync(args, environment, signals.Token));
}
