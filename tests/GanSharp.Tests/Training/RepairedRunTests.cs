using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Tests.Training;

/// <summary>Resuming a run restores or reports what is damaged or missing in its folder.</summary>
[Trait("Instructions", "any")]
public sealed class RepairedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder["run"];

    private string Description => _folder["run/run.json"];

    private string Remedy => $"write a new one with: gansharp resume {Folder}";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("{\"recipe\": \"ti")]
    [InlineData("garbage")]
    [InlineData("{}")]
    public async Task A_damaged_description_is_kept_and_a_new_one_is_written(string damaged)
    {
        await TrainAsync(epochs: 1);
        File.WriteAllText(Description, damaged);
        var message = Should.Throw<GanSharpException>(() => RunRecord.Load(Folder)).Message;
        message.ShouldStartWith($"{Description}: is not a description of a run (");
        message.ShouldEndWith(Remedy);

        (await TrainAsync(epochs: 2)).ShouldBe([
            $"{Description}: is damaged; it is kept in {Description}.damaged, and a new one is written",
        ]);
        File.ReadAllText($"{Description}.damaged").ShouldBe(damaged);
        RunRecord.Load(Folder).Description.Recipe.ShouldBe("tiny");
    }

    [Fact]
    public async Task A_missing_description_is_written_again_even_if_the_run_is_finished()
    {
        await TrainAsync(epochs: 1);
        File.Delete(Description);
        Should
            .Throw<GanSharpException>(() => RunRecord.Load(Folder))
            .Message.ShouldBe($"{Description}: is missing; {Remedy}");
        using var trainer = Trainer.Resume(Checkpoint.Newest(Folder), Tiny.Images());
        RunFolder.RestoreDescription(Folder, trainer).ShouldBeNull();
        var written = File.ReadAllText(Description);
        RunRecord.Load(Folder).Description.StepsPerEpoch.ShouldBe(3);
        RunFolder.RestoreDescription(Folder, trainer).ShouldBeNull();
        File.ReadAllText(Description).ShouldBe(written);
    }

    [Theory]
    [InlineData(0, "steps 1 to 3")]
    [InlineData(2, "step 3")]
    public async Task Missing_figures_are_reported(int kept, string missing)
    {
        await TrainAsync(epochs: 1);
        var log = _folder["run/metrics.jsonl"];
        File.WriteAllLines(log, File.ReadAllLines(log).Take(kept));
        (await TrainAsync(epochs: 2)).ShouldBe([
            $"{log}: the figures of {missing} are missing, also in the report",
        ]);
        File.Delete(log);
        (await TrainAsync(epochs: 3)).ShouldHaveSingleItem().ShouldContain("the figures of steps 1 to 6 are missing");
        (await TrainAsync(epochs: 4)).ShouldBeEmpty();
    }

    /// <summary>Trains from the newest checkpoint, or from the start if there is none.</summary>
    /// <returns>The damage that was found.</returns>
    private async Task<string[]> TrainAsync(int epochs)
    {
        var recipe = Tiny.Recipe with { Epochs = epochs };
        var isNew = !Directory.Exists(Folder);
        using var trainer = isNew
            ? new Trainer(recipe, Tiny.Images())
            : Trainer.Resume(Checkpoint.Newest(Folder), Tiny.Images(), recipe);
        using var run = isNew ? RunFolder.Create(Folder, trainer) : RunFolder.Continue(Folder, trainer);
        await foreach (var happened in trainer.RunAsync())
            run.Write(happened);
        return [.. run.Damages];
    }
}
