namespace GanSharp.Cli.Tests.Commands;

/// <summary>Sweeps as array jobs of Slurm, and the status of a sweep.</summary>
[Trait("Instructions", "any")]
public sealed class SlurmTests : IDisposable
{
    private static readonly string[] Sweep =
    [
        "sweep", "tiny.yaml", "--grid", "lr=1e-4,2e-4", "--seeds", "2", "--data", "data", "--samples", "0",
        "--threads", "1", "--out", "study",
    ];

    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void The_job_script_runs_the_same_command_in_each_task()
    {
        var result = _cli.Run(
            [.. Sweep, "--slurm", "--tasks", "2", "--cpus=1", "--partition", "gpu", "--time", "1:00:00", "--print"]);
        result.Exit.ShouldBe(0, result.Error);
        result.Lines.ShouldContain("#SBATCH --array=1-2");
        result.Lines.ShouldContain("#SBATCH --cpus-per-task=1");
        result.Lines.ShouldContain("#SBATCH --partition=gpu");
        result.Lines.ShouldContain("#SBATCH --time=1:00:00");
        result.Lines.ShouldContain("#SBATCH --requeue");
        result.Lines[^1].ShouldStartWith("exec ");
        result.Lines[^1].ShouldEndWith(
            " sweep tiny.yaml --grid 'lr=1e-4,2e-4' --seeds 2 --data data --samples 0 --threads 1 --out study");
        Directory.Exists(_cli["study"]).ShouldBeFalse("it is only printed");
    }

    [Fact]
    public void Several_processes_of_a_task_are_started_by_srun()
    {
        var lines = _cli.Run([.. Sweep, "--slurm", "--processes", "4", "--set", "shards=4", "--print"]).Lines;
        lines.ShouldContain("#SBATCH --ntasks=4");
        lines.ShouldContain("#SBATCH --signal=TERM@60", "srun's processes get the signal, not only the shell");
        lines[^1].ShouldStartWith("exec srun ");
        lines[^1].ShouldNotContain("--processes");
    }

    [Fact]
    public void Options_of_Slurm_without_it_are_refused()
    {
        var result = _cli.Run([.. Sweep, "--tasks", "2"]);
        (result.Exit, result.Error).ShouldBe((2,
            "gansharp: --tasks is for array jobs of Slurm; add --slurm, or --print to look first\n"));
    }

    [Fact]
    public void The_status_lists_the_trials_and_counts_them()
    {
        _cli.Run(Sweep).Exit.ShouldBe(0);
        var result = _cli.Run("sweep", "status", "study");
        result.Exit.ShouldBe(0, result.Error);
        result.Lines[0].ShouldMatch("^trial +state +step +where +result$");
        result.Lines[1].ShouldMatch("^tiny-lr=1e-4-seed=1 +done +[0-9]+ +D [0-9.-]+, G [0-9.-]+");
        result.Lines[^1].ShouldBe("4 trials: 4 done");
        _cli.Run("sweep", "status", "study", "--json").Lines[3]
            .ShouldStartWith("{\"id\":\"tiny-lr=2e-4-seed=2\",\"state\":\"done\",\"step\":");
        _cli.Run("sweep", "status", "data").Error.ShouldEndWith(
            "data: is not a sweep, for it has no sweep.yaml\n");
    }
}
