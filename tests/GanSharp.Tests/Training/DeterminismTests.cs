using GanSharp.Data;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

[Collection(SerialCollection.Name)]
public sealed class DeterminismTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _threads = Compute.Threads;

    public void Dispose()
    {
        Compute.Threads = _threads;
        _folder.Dispose();
    }

    [Fact]
    public async Task One_seed_gives_one_file_and_another_seed_another()
    {
        var first = await Train(Tiny.Recipe, Tiny.Images(), "first");
        (await Train(Tiny.Recipe, Tiny.Images(), "second")).ShouldBe(first);
        (await Train(Tiny.Recipe with { Seed = 2 }, Tiny.Images(), "other")).ShouldNotBe(first);
    }

    /// <summary>Uses networks large enough that kernels use several threads.</summary>
    [Fact]
    public async Task The_number_of_threads_does_not_matter()
    {
        var recipe = RecipeCatalogue.Load(RecipeCatalogue.Default) with { BatchSize = 16, Steps = 2 };
        var files = new List<byte[]>();
        foreach (var threads in (int[])[1, 2, 5])
        {
            Compute.Threads = threads;
            files.Add(await Train(recipe, Tiny.Images(32, new(1, 28, 28)), $"{threads}"));
        }
        files[1].AsSpan().SequenceEqual(files[0]).ShouldBeTrue("2 threads");
        files[2].AsSpan().SequenceEqual(files[0]).ShouldBeTrue("5 threads");
    }

    private async Task<byte[]> Train(Recipe recipe, ImageDataset data, string name)
    {
        using var trainer = new Trainer(recipe, data);
        using var run = RunFolder.Create(_folder[name], trainer);
        await foreach (var happened in trainer.RunAsync())
            run.Write(happened);
        return await File.ReadAllBytesAsync(run.GeneratorPath);
    }
}
