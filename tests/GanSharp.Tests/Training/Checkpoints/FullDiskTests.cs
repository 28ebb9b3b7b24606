using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.Training.Checkpoints;

/// <summary>A training whose disk is full at any of its writes, and that is resumed when there is space.</summary>
[Trait("Instructions", "any")]
public sealed class FullDiskTests : IDisposable
{
    private static readonly Recipe Recipe = Tiny.Recipe with { Steps = 8, CheckpointEvery = 2 };
    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder["run"];

    public void Dispose() => _folder.Dispose();

    /// <summary>Each attempt has room for one more write than the last, so each kind of write fails.</summary>
    [Fact]
    public async Task The_run_resumes_to_the_bit()
    {
        await TrainAsync(_folder["whole"]);
        const SearchOption All = SearchOption.AllDirectories;
        var (writes, full) = (0, new List<string>());
        for (; await FailAfter(writes) is { } path; writes++)
        {
            full.Add(Path.GetFileName(path));
            foreach (var events in Directory.EnumerateFiles(_folder.Path, "events.*", All))
                File.Delete(events); // every start adds one, so that the next would have one more write
        }
        RunContents.Of(Folder).ShouldBe(RunContents.Of(_folder["whole"]));
        foreach (var name in (string[])
                ["run.json", "recipe.yaml", "metrics.jsonl", "step-0000002.safetensors", "best-generator.safetensors",
                "generator.safetensors"])
            full.ShouldContain(name);
    }

    /// <summary>Trains on a disk that is full after some writes.</summary>
    /// <returns>The path of the first write that failed; null if all writes succeeded.</returns>
    private async Task<string?> FailAfter(int writes)
    {
        string? full = null;
        DiskFile.BeforeWriting.Value = path =>
        {
            var needsSpace = !TemporaryFile.IsOne(path) && !(Path.GetFileName(path) == ".lock" && File.Exists(path));
            if (!needsSpace || writes-- > 0)
                return; // the file whose place a temporary file will take has been counted
            full ??= path;
            throw new IOException("No space left on device");
        };
        try
        {
            var failure = await Record.ExceptionAsync(() => TrainAsync(Folder));
            (failure is null).ShouldBe(full is null, $"{full}: {failure}");
            failure?.ShouldBeOfType<GanSharpException>().Message.ShouldContain("No space left on device");
            return full;
        }
        finally
        {
            DiskFile.BeforeWriting.Value = null;
        }
    }

    /// <summary>Trains in a folder: from the newest checkpoint, or from the start without one.</summary>
    private static async Task TrainAsync(string folder)
    {
        var isNew = !File.Exists(Path.Combine(folder, RunFolder.RecipeName));
        using var trainer = isNew || RunFolders.IsBegun(folder)
            ? new Trainer(Recipe, Tiny.Images())
            : Trainer.Resume(Checkpoint.Newest(folder), Tiny.Images(), Recipe);
        if (trainer.Step == trainer.TotalSteps)
        {
            RunFolder.RestoreGenerator(folder, trainer);
            return;
        }
        using var run = isNew ? RunFolder.Create(folder, trainer) : RunFolder.Continue(folder, trainer);
        await foreach (var happened in trainer.RunAsync())
            run.Write(happened);
    }
}
