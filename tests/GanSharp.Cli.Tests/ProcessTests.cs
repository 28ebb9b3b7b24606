using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GanSharp.Cli.Tests;

/// <summary>The tool as a separate process, stopped as systems and people stop processes.</summary>
public sealed class ProcessTests : IDisposable
{
    private const string Run = "runs/0001-tiny";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe(also: "checkpoint-every: 3");
    private Process? _process;

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
        _cli.Dispose();
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task A_signal_stops_it_between_two_steps_with_a_checkpoint(string signal, int exit)
    {
        if (OperatingSystem.IsWindows())
            return;
        var process = Start("train", "tiny.yaml", "--data", "data", "--json", "--epochs", "1000000");
        WaitForStep(process, 20);
        Send(signal, process);
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        var rest = output.Split('\n').Where(line => line.Contains("\"event\":\"step\"", StringComparison.Ordinal));
        process.WaitForExit(Patience).ShouldBeTrue();

        process.ExitCode.ShouldBe(exit);
        var done = File.ReadAllLines(_cli[$"{Run}/metrics.jsonl"]).Length;
        process.StandardError.ReadToEnd().ShouldStartWith($"gansharp: stopped after step {done}; ");
        done.ShouldBe(20 + rest.Count(), "every shown step is saved");
        File.Exists(_cli[$"{Run}/checkpoints/step-{done:0000000}.safetensors"]).ShouldBeTrue();
    }

    [Fact]
    public void Killed_and_resumed_it_reaches_the_undisturbed_result()
    {
        var process = Start("train", "tiny.yaml", "--data", "data", "--json", "--epochs", "1000000");
        WaitForStep(process, 20);
        process.Kill();
        process.WaitForExit(Patience).ShouldBeTrue();
        process.ExitCode.ShouldNotBe(130);
        var path = Directory.GetFiles(_cli[$"{Run}/checkpoints"], "step-*").Order().Last();
        var step = int.Parse(Path.GetFileNameWithoutExtension(path)["step-".Length..]);

        var result = _cli.Run("resume", "latest", "--data", "data", "--steps", "40");

        result.Exit.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        _cli.Run(
                "train", "tiny.yaml", "--data", "data", "--epochs", "1000000", "--steps", $"{step + 40}", "--out",
                "whole")
            .Exit.ShouldBe(0);
        File.ReadAllBytes(_cli[$"{Run}/generator.safetensors"])
            .AsSpan()
            .SequenceEqual(File.ReadAllBytes(_cli["whole/generator.safetensors"]))
            .ShouldBeTrue();
        Lines(Run).ShouldBe(Lines("whole"));

        IEnumerable<string> Lines(string run) =>
            File.ReadAllLines(_cli[$"{run}/metrics.jsonl"])
                .Select(line => Regex.Replace(line, "\"imagesPerSecond\":[^,]*,", ""));
    }

    [Fact]
    public async Task A_hangup_that_is_ignored_stays_ignored()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // Short epochs with their checkpoints and measurements would take the most time.
        var process = Start(
            "env --ignore-signal=HUP", "train", "tiny.yaml", "--data", "data", "--json", "--epochs", "1000000",
            "--batch-size", "1", "--set", "checkpoint-every=0");
        WaitForStep(process, 20);
        Send("HUP", process);
        // Far more than the pipe holds, so these steps come after the signal.
        WaitForStep(process, 2000);
        Send("TERM", process);
        await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        process.WaitForExit(Patience).ShouldBeTrue();

        process.ExitCode.ShouldBe(143);
    }

    [Fact]
    public async Task With_a_log_it_needs_neither_terminal_nor_parent()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var process = Start(
            "train", "tiny.yaml", "--data", "data", "--json", "--epochs", "1000000", "--log", "train.log");
        await LoggedAsync(5);
        var session = File.ReadAllText($"/proc/{process.Id}/stat").Split(") ")[^1].Split(' ')[3];
        session.ShouldBe($"{process.Id}", "it is in a session of its own");
        Send("HUP", process);
        await LoggedAsync(60);
        Send("TERM", process);
        process.WaitForExit(Patience).ShouldBeTrue();

        process.ExitCode.ShouldBe(143);
        File.ReadAllLines(_cli["train.log"])[^1].ShouldStartWith("gansharp: stopped after step ");
        (process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd()).ShouldBeEmpty();

        async Task LoggedAsync(int step)
        {
            while (!File.Exists(_cli["train.log"])
                || !File.ReadAllText(_cli["train.log"]).Contains($"\"event\":\"step\",\"step\":{step},"))
            {
                process.HasExited.ShouldBeFalse();
                await Task.Delay(50);
            }
        }
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task A_signal_ends_a_command_whose_output_is_not_read(string signal, int exit)
    {
        if (!OperatingSystem.IsLinux())
            return;
        // The shell fills the pipe, so the command blocks on its first line.
        var process = Start("sh -c 'head -c 65536 /dev/zero; exec \"$@\"' sh", "recipes");
        await BlockedAsync(process);
        Send(signal, process);

        process.WaitForExit(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        process.ExitCode.ShouldBe(exit);
    }

    [Fact]
    public async Task A_signal_ends_a_training_whose_output_is_not_read()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var process = Start("train", "tiny.yaml", "--data", "data", "--json", "--epochs", "1000000");
        WaitForStep(process, 20);
        await BlockedAsync(process);
        Send("TERM", process);

        process.WaitForExit(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        process.ExitCode.ShouldBe(143);
        Directory.GetFiles(_cli[$"{Run}/checkpoints"], "step-*").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("> /dev/full", "No space left on device")]
    [InlineData(">&-", "it is closed")]
    public void A_training_needs_no_output_and_a_listing_does(string redirected, string reason)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var training = Start($"sh -c '\"$@\" {redirected}' sh", "train", "tiny.yaml", "--data", "data");
        training.WaitForExit(Patience).ShouldBeTrue();
        var error = training.StandardError.ReadToEnd();
        training.ExitCode.ShouldBe(0, error);
        error.ShouldBe($"gansharp: standard output cannot be written: {reason}\n");
        File.Exists(_cli[$"{Run}/report.html"]).ShouldBeTrue();

        var listing = Start($"sh -c '\"$@\" {redirected}' sh", "data");
        listing.WaitForExit(Patience).ShouldBeTrue();
        listing.ExitCode.ShouldBe(1);
        listing.StandardError.ReadToEnd().ShouldBe($"gansharp: standard output cannot be written: {reason}\n");
    }

    /// <summary>As on a file system without locks, which .NET ignores silently.</summary>
    [Fact]
    public void Without_file_locks_a_second_process_is_still_kept_out()
    {
        if (OperatingSystem.IsWindows())
            return;
        const string NoLocks = "env DOTNET_SYSTEM_IO_DISABLEFILELOCKING=1";
        using var training = Start(NoLocks, "train", "tiny.yaml", "--data", "data", "--json", "--epochs", "1000000");
        WaitForStep(training, 20);

        var second = Start(NoLocks, "resume", "latest", "--data", "data");
        second.WaitForExit(Patience).ShouldBeTrue();
        training.Kill();
        training.WaitForExit(Patience).ShouldBeTrue();

        second.ExitCode.ShouldBe(2);
        second
            .StandardError.ReadToEnd()
            .ShouldBe($"gansharp: {Run}: is being trained by another process; "
                + $"wait until it is done, or stop it with: gansharp stop {Run}\n");
    }

    [Fact]
    public void A_low_limit_on_open_files_is_reported()
    {
        if (OperatingSystem.IsWindows())
            return;
        var process = Start("sh -c 'ulimit -n 80; exec \"$@\"' sh", "recipes");
        process.WaitForExit(Patience).ShouldBeTrue();

        process.ExitCode.ShouldBe(1);
        process.StandardError.ReadToEnd().ShouldBe(
            "gansharp: this process may open only 80 files but needs 160; raise the limit with ulimit -n 1024\n");
    }

    private static void Send(string signal, Process process)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process.Id}"]);
        kill.WaitForExit(Patience).ShouldBeTrue();
    }

    /// <summary>Waits until a process blocks: until it has not used the processor for a second.</summary>
    private static async Task BlockedAsync(Process process)
    {
        for (var (used, still) = (TimeSpan.Zero, 0); still < 10; await Task.Delay(100))
        {
            process.Refresh();
            process.HasExited.ShouldBeFalse();
            var now = process.TotalProcessorTime;
            still = now - used < TimeSpan.FromMilliseconds(5) && now > TimeSpan.FromMilliseconds(50) ? still + 1 : 0;
            used = now;
        }
    }

    private Process Start(params string[] args)
    {
        // A shell runs a command line whose first argument is a command with its own arguments.
        var (before, rest) = args[0].Contains(' ') ? (args[0], args[1..]) : (null, args);
        string[] command =
        [
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", typeof(Tool).Assembly.Location,
            .. rest,
        ];
        if (before is not null)
            command = ["sh", "-c", $"exec {before} \"$@\"", "sh", .. command];
        // In the background of a script, the tests and the processes they start would ignore Ctrl-C.
        if (OperatingSystem.IsLinux())
            command = ["env", "--default-signal=INT", .. command];
        return _process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = _cli.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static void WaitForStep(Process process, int step)
    {
        string? line;
        do
            line = process.StandardOutput.ReadLine();
        while (line is not null && !line.Contains($"\"event\":\"step\",\"step\":{step},"));
        line.ShouldNotBeNull(process.HasExited ? process.StandardError.ReadToEnd() : "");
    }
}
