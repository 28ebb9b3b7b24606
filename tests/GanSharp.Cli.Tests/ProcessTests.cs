using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GanSharp.Cli.Tests;

/// <summary>The tool as a process of its own, stopped as systems and people stop processes.</summary>
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
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_it_between_two_steps_with_a_checkpoint(string signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        var process = Start("train", "tiny.yaml", "--data", "data", "--json", "--epochs", "1000000");
        WaitForStep(process, 20);
        using (var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process.Id}"]))
            kill.WaitForExit(Patience).ShouldBeTrue();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        var rest = output.Split('\n').Where(line => line.Contains("\"event\":\"step\"", StringComparison.Ordinal));
        process.WaitForExit(Patience).ShouldBeTrue();

        process.ExitCode.ShouldBe(130);
        var done = File.ReadAllLines(_cli[$"{Run}/metrics.jsonl"]).Length;
        process.StandardError.ReadToEnd().ShouldStartWith($"gansharp: stopped after step {done}; ");
        done.ShouldBe(20 + rest.Count(), "what was shown is what was done");
        File.Exists(_cli[$"{Run}/checkpoints/step-{done:0000000}.safetensors"]).ShouldBeTrue();
    }

    [Fact]
    public void Killed_and_resumed_it_becomes_what_it_would_have_become()
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
        _cli.Run("train", "tiny.yaml", "--data", "data", "--epochs", "1000000", "--steps", $"{step + 40}", "--out", "whole").Exit.ShouldBe(0);
        File.ReadAllBytes(_cli[$"{Run}/generator.safetensors"]).AsSpan().SequenceEqual(File.ReadAllBytes(_cli["whole/generator.safetensors"])).ShouldBeTrue();
        Lines(Run).ShouldBe(Lines("whole"));

        IEnumerable<string> Lines(string run) =>
            File.ReadAllLines(_cli[$"{run}/metrics.jsonl"]).Select(line => Regex.Replace(line, "\"imagesPerSecond\":[^,]*,", ""));
    }

    private Process Start(params string[] args)
    {
        string[] command = [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", typeof(Tool).Assembly.Location, .. args];
        // Where the tests run in the background of a script, Ctrl-C is ignored by them, and by what they start.
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
