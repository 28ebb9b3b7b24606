using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.Training;

/// <summary>Creates the folder of a run, and copes with files that cannot be written.</summary>
public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Trainer _trainer = new(Tiny.Recipe, Tiny.Images(), new() { Time = new StoppedClock() });

    public void Dispose()
    {
        _trainer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_path_of_the_newest_grid_is_known()
    {
        using var run = Create(_folder["run"]);
        run.LastSamples.ShouldBeNull();
        run.Write(new SamplesDrawn(70, null, new(1, 1, 1, [0])));
        run.LastSamples.ShouldBe(_folder["run/samples/step-0000070.png"]);
        run.Write(new SamplesDrawn(90, 3, new(1, 1, 1, [0])));
        run.LastSamples.ShouldBe(_folder["run/samples/epoch-0003.png"]);
    }

    [Fact]
    public void A_folder_that_is_not_empty_is_refused_and_left_unchanged()
    {
        _folder.Write("file", [1]);
        foreach (var (path, reason) in new[] { (_folder.Path, "is not empty"), (_folder["file"], "is not a folder") })
        {
            Should.Throw<GanSharpException>(() => Create(path)).Message.ShouldBe(
                $"{path}: {reason}; a run needs a folder of its own, so choose another with --out");
        }
        _folder.Names.ShouldBe(["file"]);
    }

    [Fact]
    public void Another_folder_is_suggested_only_for_a_new_run()
    {
        Create(_folder["run"]).Dispose();
        Directory.CreateDirectory(_folder["run/.lock"]);
        Should.Throw<GanSharpException>(() => RunFolder.Continue(_folder["run"], _trainer)).Message
            .ShouldEndWith("); check space and permissions");
        _folder.Write("file", [1]);
        Should.Throw<GanSharpException>(() => Create(_folder["file/run"])).Message
            .ShouldEndWith("); choose another folder with --out, or check space and permissions");
    }

    [Fact]
    public void An_empty_folder_is_accepted()
    {
        Directory.CreateDirectory(_folder["run"]);
        Create(_folder["run"]).Dispose();
        File.Exists(_folder["run/recipe.yaml"]).ShouldBeTrue();
    }

    [Fact]
    public void If_the_folder_cannot_be_written_nothing_is_left_behind()
    {
        using var trainer = new Trainer(
            Tiny.Recipe, Tiny.Images(), new() { Time = new StoppedClock(new IOException("disk full")) });
        _folder.Write("file", [1]);
        Should
            .Throw<GanSharpException>(() => Create(_folder["file/run"]))
            .Message.ShouldStartWith($"{_folder["file/run"]}: cannot be written (");
        Should.Throw<GanSharpException>(() => RunFolder.Create(_folder["run"], trainer)).Message
            .ShouldContain("cannot be written (disk full)");
        _folder.Names.ShouldBe(["file"]);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_written_does_not_stop_the_training()
    {
        using var run = Create(_folder["run"]);
        Directory.CreateDirectory(_folder["run/samples/epoch-0001.png"]);
        await foreach (var happened in _trainer.RunAsync())
            run.Write(happened);

        run.Unwritten.ShouldHaveSingleItem()
            .ShouldContain($"{_folder["run/samples/epoch-0001.png"]}: cannot be written");
        File.Exists(_folder["run/samples/epoch-0002.png"]).ShouldBeTrue();
        Checkpoint.Newest(_folder["run"]).Step.ShouldBe(6);
    }

    [Fact]
    public async Task A_file_for_TensorBoard_that_cannot_be_written_does_not_stop_the_training()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var run = Create(_folder["run"]);
        FullDisk.Below(Directory.GetFiles(_folder["run"], "events.*").Single());
        await foreach (var happened in _trainer.RunAsync())
            run.Write(happened);

        run.Unwritten.ShouldHaveSingleItem().ShouldContain("events.out.tfevents");
        run.Unwritten[0].ShouldContain("No space left on device");
        File.ReadLines(_folder["run/metrics.jsonl"]).Count().ShouldBe(6);
        Checkpoint.Newest(_folder["run"]).Step.ShouldBe(6);
    }

    private RunFolder Create(string path) => RunFolder.Create(path, _trainer);
}
