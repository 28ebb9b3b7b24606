using System.Text.RegularExpressions;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.Training.Checkpoints;

/// <summary>The folder of a run that is stopped or killed, and resumed.</summary>
[Trait("Instructions", "any")]
public sealed class ResumedRunTests : IDisposable
{
    private static readonly Recipe Recipe = Tiny.Recipe with { Epochs = 8, CheckpointEvery = 2, SampleEvery = 5 };
    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder["run"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_training_stopped_forty_times_leaves_the_same_files_as_one_that_was_not()
    {
        var recipe = Recipe with { Epochs = 40 };
        await Train(_folder["whole"], recipe);
        await Train(Folder, recipe, stopAfter: 9);
        foreach (var events in new RandomStream("kills", 1).Integers(40, 16))
            await Train(Folder, recipe, stopAfter: events);
        Checkpoint.Newest(Folder).Step.ShouldBeInRange(30, 110);
        await Train(Folder, recipe);
        RunContents.Of(Folder).ShouldBe(RunContents.Of(_folder["whole"]));
    }

    [Fact]
    public async Task The_newest_checkpoints_are_kept()
    {
        await Train(Folder, Recipe with { Keep = 3, Steps = 7 });
        Checkpoints().ShouldBe(["step-0000004.safetensors", "step-0000006.safetensors", "step-0000007.safetensors"]);
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_reported_and_the_one_before_is_used()
    {
        await Train(Folder, Recipe with { Steps = 6 });
        var newest = Damage("step-0000006.safetensors");
        var reported = new List<string>();
        Checkpoint.Newest(Folder, reported.Add).Step.ShouldBe(4);
        reported.ShouldBe([$"{newest}: is damaged: its contents do not match its digest"]);

        await Train(Folder, Recipe with { Steps = 5 });
        Checkpoints()
            .ShouldBe(
                ["step-0000004.safetensors", "step-0000005.safetensors"],
                "the damaged one is of a later step and is deleted");
        await Train(Folder, Recipe);
        await Train(_folder["whole"], Recipe);
        File.ReadAllBytes(Path.Combine(Folder, "generator.safetensors"))
            .ShouldBe(File.ReadAllBytes(_folder["whole/generator.safetensors"]));
    }

    [Fact]
    public async Task If_all_checkpoints_are_damaged_the_error_names_the_newest()
    {
        await Train(Folder, Recipe with { Steps = 6 });
        Damage("step-0000004.safetensors");
        var newest = Damage("step-0000006.safetensors");
        Should.Throw<GanSharpException>(() => Checkpoint.Newest(Folder)).Message.ShouldBe(
            $"{newest}: is damaged: its contents do not match its digest; no other checkpoint is undamaged, "
            + $"so train {Path.Combine(Folder, "recipe.yaml")} again, into another folder");
    }

    [Fact]
    public void A_run_without_checkpoints_is_an_error()
    {
        _folder.Write("run", []);
        Should
            .Throw<GanSharpException>(() => Checkpoint.Newest(_folder["none"]))
            .Message.ShouldBe($"{_folder["none"]}: there is no such run folder");
        Should
            .Throw<GanSharpException>(() => Checkpoint.Newest(_folder.Path))
            .Message.ShouldBe(
                $"{_folder.Path}: has no checkpoint to resume from; train its recipe.yaml again, into another folder");
    }

    [Fact]
    public void Only_one_training_at_a_time_holds_a_folder()
    {
        using var trainer = new Trainer(Recipe, Tiny.Images());
        using (RunFolder.Create(Folder, trainer))
        {
            Should.Throw<GanSharpException>(() => RunFolder.Continue(Folder, trainer)).Message
                .ShouldBe(
                    $"{Folder}: is being trained by another process; wait until it is done, or stop it with: "
                    + $"gansharp stop {Folder}");
        }
        RunFolder.Continue(Folder, trainer).Dispose();
        File.Exists(Path.Combine(Folder, ".lock")).ShouldBeFalse();
    }

    [Fact]
    public async Task Temporary_files_of_a_killed_process_are_deleted()
    {
        await Train(Folder, Recipe, stopAfter: 9);
        foreach (var name in (string[])
                ["run/.gansharp-7-1.tmp", "run/samples/.gansharp-7-2.tmp", "run/checkpoints/.gansharp-7-3.tmp"])
            _folder.Write(name, [1]);
        await Train(Folder, Recipe);
        Directory.EnumerateFiles(Folder, ".*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_recipe_of_a_longer_training_is_written()
    {
        await Train(Folder, Recipe with { Steps = 4 });
        await Train(Folder, Recipe with { Steps = 9 });
        RecipeCatalogue.Load(Path.Combine(Folder, RunFolder.RecipeName)).Steps.ShouldBe(9);
        RunContents.Of(Folder).Keys.ShouldContain("checkpoints/step-0000009.safetensors");
    }

    [Theory]
    [InlineData("checkpoints/step-0000006.safetensors")]
    [InlineData("generator.safetensors")]
    public async Task A_file_that_cannot_be_written_ends_the_training_and_leaves_the_last_checkpoint(string name)
    {
        var recipe = Recipe with { Steps = 4 };
        await Train(Folder, recipe);
        File.Delete(Path.Combine(Folder, name));
        Directory.CreateDirectory(Path.Combine(Folder, name));
        var message = (await Should.ThrowAsync<GanSharpException>(() => Train(Folder, Recipe))).Message;
        message.ShouldStartWith($"{Path.Combine(Folder, name)}: cannot be written");
        Checkpoint.Newest(Folder).Step.ShouldBe(4);
        Directory.EnumerateFiles(Folder, ".*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    /// <summary>Uses a disk that is always full.</summary>
    [Fact]
    public async Task No_checkpoint_is_newer_than_the_metrics()
    {
        if (!OperatingSystem.IsLinux())
            return;
        await Train(Folder, Recipe with { Steps = 4 });
        var fill = () => FullDisk.Below(Path.Combine(Folder, "metrics.jsonl"));
        (await Should.ThrowAsync<GanSharpException>(() => Train(Folder, Recipe, begun: fill))).Message.ShouldMatch(
            $"^{Regex.Escape(Folder)}: cannot be written \\(No space left on device.*check space and permissions$");
        Checkpoint.Newest(Folder).Step.ShouldBe(4);
    }

    /// <summary>Trains in a folder to the end or for some events, from the newest checkpoint if there is one.</summary>
    private static async Task Train(string folder, Recipe recipe, int? stopAfter = null, Action? begun = null)
    {
        var isNew = !Directory.Exists(folder);
        using var trainer = isNew
            ? new Trainer(recipe, Tiny.Images())
            : Trainer.Resume(Checkpoint.Newest(folder), Tiny.Images(), recipe);
        using var run = isNew ? RunFolder.Create(folder, trainer) : RunFolder.Continue(folder, trainer);
        begun?.Invoke();
        await foreach (var happened in trainer.RunAsync().Take(stopAfter ?? int.MaxValue))
            run.Write(happened);
    }

    private string[] Checkpoints() =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Folder, "checkpoints"))
                .Select(path => Path.GetFileName(path)!)
                .Order(),
        ];

    private string Damage(string checkpoint)
    {
        var path = Path.Combine(Folder, "checkpoints", checkpoint);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
