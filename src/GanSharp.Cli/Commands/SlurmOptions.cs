using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using GanSharp.IO;
using GanSharp.Studies;
using GanSharp.Text;

namespace GanSharp.Cli.Commands;

/// <summary>
/// The options of a sweep that runs as an array job of Slurm. Every task of the job runs the same command without
/// these options, so it joins the study in the folder.
/// </summary>
internal sealed class SlurmOptions
{
    private const int UsualTasks = 8, MostTasks = 1000;

    private readonly Option<bool> _slurm = NewOption.Flag(
        "--slurm", "submit the sweep to Slurm as an array job, whose tasks share the trials");
    private readonly Option<int?> _tasks = NewOption.Number(
        "--tasks", "tasks of the array job; by default one per trial, at most 8", 1, MostTasks);
    private readonly Option<string?> _partition = NewOption.Text("--partition", "NAME", "Slurm's partition");
    private readonly Option<string?> _time = NewOption.Text(
        "--time", "LIMIT", "Slurm's time limit of a task, such as 12:00:00; a task saves before it");
    private readonly Option<int?> _cpus = NewOption.Number("--cpus", "processors of a task", 1, 1024);
    private readonly Option<int?> _processes = NewOption.Number(
        "--processes", "processes that train each trial together over MPI, started by srun; 1 by default", 1, 10_000);
    private readonly Option<bool> _print = NewOption.Flag("--print", "print the job script instead of submitting it");

    /// <summary>All options.</summary>
    public IEnumerable<Option> All => [_slurm, _tasks, _partition, _time, _cpus, _processes, _print];

    /// <summary>Whether the sweep is to be submitted or its script printed.</summary>
    public bool AreGiven(ParseResult parsed)
    {
        if (parsed.GetValue(_slurm) || parsed.GetValue(_print))
            return true;
        if (All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } lost)
            throw new GanSharpException(
                $"{lost.Name} is for array jobs of Slurm; add --slurm, or --print to look first");
        return false;
    }

    /// <summary>Prints the job script, or writes it to the sweep's folder and submits it.</summary>
    public int Run(CliEnvironment environment, ParseResult parsed, SweepPlan plan, string folder)
    {
        var trials = plan.Trials().Count;
        var script = Script(environment, parsed, Path.GetFullPath(folder), trials);
        if (parsed.GetValue(_print))
        {
            environment.Out.Write(script);
            return ExitCode.Success;
        }
        var sweep = Sweep.Open(folder, plan);
        var path = Path.Combine(sweep.Folder, "slurm.sh");
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(script)));
        environment.Out.WriteLine(Submit(path));
        environment.Out.WriteLine(
            $"{path}: {Plural.Of(trials, "trial")}; see {Tool.Name} sweep status {ShellWord.Path(folder)}");
        return ExitCode.Success;
    }

    private string Script(CliEnvironment environment, ParseResult parsed, string folder, int trials)
    {
        var tasks = parsed.GetValue(_tasks) ?? Math.Min(trials, UsualTasks);
        var processes = parsed.GetValue(_processes) ?? 1;
        var lines = new List<string>
        {
            "#!/bin/sh",
            "# Each task takes the next trial of the study that no other has. Submit it again to train the rest.",
            $"#SBATCH --job-name=gansharp-{Path.GetFileName(folder)}",
            string.Create(CultureInfo.InvariantCulture, $"#SBATCH --array=1-{tasks}"),
            $"#SBATCH --chdir={Path.GetFullPath(environment.At("."))}",
            $"#SBATCH --output={folder}/slurm-%A-%a.log",
            "#SBATCH --open-mode=append",
            "#SBATCH --requeue",
            "# A minute before the time limit, the running trial is saved.",
            $"#SBATCH --signal={(processes > 1 ? "" : "B:")}TERM@60",
        };
        if (processes > 1)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"#SBATCH --ntasks={processes}"));
        if (parsed.GetValue(_partition) is { } partition)
            lines.Add($"#SBATCH --partition={partition}");
        if (parsed.GetValue(_time) is { } time)
            lines.Add($"#SBATCH --time={time}");
        if (parsed.GetValue(_cpus) is { } cpus)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"#SBATCH --cpus-per-task={cpus}"));
        lines.Add("");
        var command = string.Join(' ', Command(parsed, folder).Select(ShellWord.Quote));
        lines.Add($"exec {(processes > 1 ? "srun " : "")}{command}");
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>This command without the options of Slurm, with the folder by its whole path.</summary>
    private IEnumerable<string> Command(ParseResult parsed, string folder)
    {
        var process = Environment.ProcessPath ?? Tool.Name;
        yield return process;
        if (Path.GetFileNameWithoutExtension(process) == "dotnet")
            yield return typeof(Tool).Assembly.Location;
        var tokens = parsed.Tokens.Select(token => token.Value).ToArray();
        for (var i = 0; i < tokens.Length; i++)
        {
            if (All.FirstOrDefault(option => option.Name == tokens[i]) is not { } own)
                yield return tokens[i];
            else if (own.ValueType != typeof(bool))
                i++; // its value
        }
        if (!tokens.Contains("--out"))
        {
            yield return "--out";
            yield return folder;
        }
    }

    private static string Submit(string script)
    {
        try
        {
            using var sbatch = Process.Start(new ProcessStartInfo("sbatch", [script])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var error = sbatch.StandardError.ReadToEndAsync();
            var output = sbatch.StandardOutput.ReadToEnd();
            sbatch.WaitForExit();
            return sbatch.ExitCode == 0
                ? output.Trim()
                : throw new GanSharpException(
                    $"sbatch refused {script}: {error.Result.Trim().ReplaceLineEndings("; ")}");
        }
        catch (Win32Exception error)
        {
            throw new GanSharpException(
                "sbatch is not found here; start this on a machine that submits to Slurm, "
                + "or print the job script with --print", error);
        }
    }
}
