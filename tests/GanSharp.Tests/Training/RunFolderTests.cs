using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.Training;

/// <summary>Creates the folder of a run, and copes with files that cannot be written.</summary>
[Trait("Instructions", "any")]
public sealed class RunFolderTests() : RunFolderTest(new StoppedClock())
{
    [Fact]
    public void The_path_of_the_newest_grid_is_known()
    {
        using var run = Create(Folder["run"]);
        run.LastSamples.ShouldBeNull();
        run.Write(new SamplesDrawn(70, null, new(1, 1, 1, [0])));
        run.LastSamples.ShouldBe(Folder["run/samples/step-0000070.png"]);
        run.Write(new SamplesDrawn(90, 3, new(1, 1, 1, [0])));
        run.LastSamples.ShouldBe(Folder["run/samples/epoch-0003.png"]);
    }

    [Fact]
    public void A_folder_that_is_not_empty_is_refused_and_left_unchanged()
    {
        Folder.Write("file", [1]);
        foreach (var (path, reason) in new[] { (Folder.Path, "is not empty"), (Folder["file"], "is not a folder") })
        {
            Should.Throw<GanSharpException>(() => Create(path)).Message.ShouldBe(
                $"{path}: {reason}; a run needs a folder of its own, so choose another with --out");
        }
        Folder.Names.ShouldBe(["file"]);
    }

    [Fact]
    public void Another_folder_is_suggested_only_for_a_new_run()
    {
        Create(Folder["run"]).Dispose();
        Directory.CreateDirectory(Folder["run/.lock"]);
        Should.Throw<GanSharpException>(() => RunFolder.Continue(Folder["run"], Trainer)).Message
            .ShouldEndWith("); check space and permissions");
        Folder.Write("file", [1]);
        Should.Throw<GanSharpException>(() => Create(Folder["file/run"])).Message
            .ShouldEndWith("); choose another folder with --out, or check space and permissions");
    }

    [Fact]
    public void An_empty_folder_is_accepted()
    {
        Directory.CreateDirectory(Folder["run"]);
        Create(Folder["run"]).Dispose();
        File.Exists(Folder["run/recipe.yaml"]).ShouldBeTrue();
    }

    [Fact]
    public void If_the_folder_cannot_be_written_nothing_is_left_behind()
    {
        using var trainer = new Trainer(
            Tiny.Recipe, Tiny.Images(), new() { Time = new StoppedClock(new IOException("disk full")) });
        Folder.Write("file", [1]);
        Should
            .Throw<GanSharpException>(() => Create(Folder["file/run"]))
            .Message.ShouldStartWith($"{Folder["file/run"]}: cannot be written (");
        Should.Throw<GanSharpException>(() => RunFolder.Create(Folder["run"], trainer)).Message
            .ShouldContain("cannot be written (disk full)");
        Folder.Names.ShouldBe(["file"]);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_written_does_not_stop_the_training()
    {
        using var run = Create(Folder["run"]);
        Directory.CreateDirectory(Folder["run/samples/epoch-0001.png"]);
        await foreach (var happened in Trainer.RunAsync())
            run.Write(happened);

        run.WriteErrors.ShouldHaveSingleItem()
            .ShouldContain($"{Folder["run/samples/epoch-0001.png"]}: cannot be written");
        File.Exists(Folder["run/samples/epoch-0002.png"]).ShouldBeTrue();
        Checkpoint.Newest(Folder["run"]).Step.ShouldBe(6);
    }

    [Fact]
    public async Task A_file_for_TensorBoard_that_cannot_be_written_does_not_stop_the_training()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var run = Create(Folder["run"]);
        FullDisk.Below(Directory.GetFiles(Folder["run"], "events.*").Single());
        await foreach (var happened in Trainer.RunAsync())
            run.Write(happened);

        run.WriteErrors.ShouldHaveSingleItem().ShouldContain("events.out.tfevents");
        run.WriteErrors[0].ShouldContain("No space left on device");
        File.ReadLines(Folder["run/metrics.jsonl"]).Count().ShouldBe(6);
        Checkpoint.Newest(Folder["run"]).Step.ShouldBe(6);
    }
}
