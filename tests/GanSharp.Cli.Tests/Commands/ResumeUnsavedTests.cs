namespace GanSharp.Cli.Tests.Commands;

/// <summary>Resuming a run without checkpoints.</summary>
public sealed class ResumeUnsavedTests : ResumeTest
{
    [Fact]
    public void A_training_that_was_killed_before_it_saved_anything_starts_again()
    {
        Train();
        Directory.Delete(Cli[$"{Run}/checkpoints"], recursive: true);
        File.Delete(Cli[$"{Run}/best-generator.safetensors"]);
        File.Delete(Cli[$"{Run}/generator.safetensors"]);
        var resumed = Cli.Run("resume", "1", "--data", "data");
        (resumed.Exit, resumed.Error).ShouldBe(
            (0, $"gansharp: {Cli[Run]} ended before its first checkpoint; it starts again at step 0\n"));
        ShouldEqualAnUndisturbedRun();
    }

    [Fact]
    public void The_latest_run_starts_again_if_it_saved_nothing_and_older_runs_stay()
    {
        Train();
        Train();
        Directory.Delete(Cli["runs/0002-tiny/checkpoints"], recursive: true);
        File.Delete(Cli["runs/0002-tiny/best-generator.safetensors"]);
        File.Delete(Cli["runs/0002-tiny/generator.safetensors"]);
        var before = Contents();
        foreach (var command in (string[][])[["sample"], ["sample", "latest"], ["evaluate"]])
        {
            var refused = Cli.Run(command);
            (refused.Exit, refused.Error).ShouldBe((2,
                $"gansharp: {Cli["runs/0002-tiny"]}: has no generator yet; "
                + "the first checkpoint brings one, so let it train, or resume it\n"));
        }

        Cli.Run("resume", "latest", "--data", "data", "--epochs", "3").Exit.ShouldBe(0);

        Contents().ShouldBe(before, "the older run stays as it is");
        File.ReadAllLines(Cli["runs/0002-tiny/metrics.jsonl"]).Length.ShouldBe(15);
    }

    [Fact]
    public void A_finished_training_without_checkpoints_does_not_start_again()
    {
        Train();
        Directory.Delete(Cli[$"{Run}/checkpoints"], recursive: true);
        var before = Contents();
        Cli.Run("resume", "1", "--data", "data", "--epochs", "9")
            .Error.ShouldContain("has no checkpoint to resume from; train its recipe.yaml again, into another folder");
        Contents().ShouldBe(before);
    }
}
