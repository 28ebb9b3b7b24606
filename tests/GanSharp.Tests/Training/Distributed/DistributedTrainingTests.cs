using System.Security.Cryptography;
using GanSharp.Mpi;
using GanSharp.Recipes;
using GanSharp.Tests.Mpi;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.Training.Distributed;

/// <summary>The bits of a training depend on its shards, not on the processes that share them.</summary>
[Trait("Duration", "long")]
public sealed class DistributedTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. RecipeCatalogue.Names];

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Names))]
    public void Every_recipe_has_the_same_bits_on_any_number_of_processes(string name) =>
        ShouldBeTheSame(Narrow.Of(RecipeCatalogue.Load(name)).With("batch-size", "8"), 4, 2);

    [Fact]
    public void Gradients_that_travel_in_several_buckets_have_too() =>
        ShouldBeTheSame(RecipeCatalogue.Load("gan").With("batch-size", "8"), 4, 2);

    [Theory]
    [InlineData("flip; translation; colour; cutout")]
    [InlineData("adaptive 0.1 60; flip; scale; rotation; colour")]
    public void Every_augmentation_has_too(string augment) =>
        ShouldBeTheSame(Sharded(4).With("augment", augment), 4, 2);

    [Fact]
    public void Statistics_of_the_whole_batch_too() => ShouldBeTheSame(
        Sharded(4).With(
        [
            ("generator", "linear 4 x H/4 x W/4, batch-norm sync, relu; upsample 2, deconv C k4 s2 p1, tanh"),
            ("discriminator", "conv 3 k4 s2 p1, batch-norm sync, leaky-relu 0.2; linear 1"),
        ]),
        4, 2);

    [Fact]
    public void Six_shards_can_be_shared_by_two_or_three() => ShouldBeTheSame(
        Sharded(6) with { BatchSize = 12 }, 2, 3, 6);

    [Fact]
    public void Another_number_of_processes_resumes_to_the_same_bits()
    {
        var recipe = Sharded(4);
        var whole = Train(ProcessGroup.Single, new Trainer(recipe, Tiny.Images()));
        foreach (var (before, after) in ((int, int)[])[(4, 1), (1, 2), (2, 4)])
        {
            var path = _folder["checkpoint"];
            LocalNetwork.Run(before, processes =>
            {
                using var trainer = new Trainer(recipe, Tiny.Images(), new() { Processes = processes });
                trainer.RunAsync().FirstAsync(happened => happened is CheckpointDue { Step: 3 })
                    .AsTask().GetAwaiter().GetResult();
                if (processes.IsFirst)
                    trainer.Save(path);
                return true;
            });
            var checkpoint = Checkpoint.Load(path);
            LocalNetwork.Run(after, processes => Train(
                    processes, Trainer.Resume(checkpoint, Tiny.Images(), options: new() { Processes = processes })))[0]
                .File.ShouldBe(whole.File);
        }
    }

    [Fact]
    public void Processes_that_do_not_divide_the_shards_are_told_which_numbers_do() =>
        Should.Throw<GanSharpException>(() => LocalNetwork.Run(3, processes => new Trainer(
                Sharded(4), Tiny.Images(), new() { Processes = processes })))
            .Message.ShouldBe(
                "3 processes cannot share 4 shards of a batch equally; start 1, 2 or 4 processes, "
                + "or set shards to a multiple of 3");

    [Fact]
    public void Processes_with_other_images_are_refused() =>
        Should.Throw<GanSharpException>(() => LocalNetwork.Run(2, processes => Train(processes, new Trainer(
                Sharded(2), Tiny.Images(processes.IsFirst ? 12 : 16), new() { Processes = processes }))))
            .Message.ShouldStartWith($"process 1 on {Environment.MachineName} has other images than process 0");

    [Fact]
    public void A_stop_in_one_process_stops_all_after_the_same_step()
    {
        var steps = LocalNetwork.Run(2, processes =>
        {
            using var stop = new CancellationTokenSource();
            using var trainer = new Trainer(Sharded(2), Tiny.Images(), new() { Processes = processes });
            Should.Throw<OperationCanceledException>(() => Watch().GetAwaiter().GetResult());
            return trainer.Step;

            async Task Watch()
            {
                await foreach (var happened in trainer.RunAsync(stop.Token))
                {
                    if (processes.Rank == 1 && happened is StepCompleted { Step: 2 })
                        await stop.CancelAsync();
                }
            }
        });
        steps.ShouldBe([2, 2]);
    }

    private static Recipe Sharded(int shards) => Tiny.Recipe with { BatchSize = 8, Shards = shards, Steps = 6 };

    private void ShouldBeTheSame(Recipe recipe, params int[] processes)
    {
        if (recipe.Shards == 1)
            recipe = recipe with { Shards = 4 };
        recipe = recipe with { Steps = 2 };
        var data = Tiny.Images(shape: Tiny.ImageFor(recipe));
        var alone = Train(ProcessGroup.Single, new Trainer(recipe, data));
        alone.Metrics.Count(text => text.StartsWith("StepCompleted", StringComparison.Ordinal)).ShouldBe(2);
        foreach (var count in processes)
        {
            foreach (var (metrics, file) in LocalNetwork.Run(
                    count, group => Train(group, new Trainer(recipe, data, new() { Processes = group }))))
            {
                metrics.ShouldBe(alone.Metrics);
                file.ShouldBe(alone.File);
            }
        }
    }

    /// <summary>Trains to the end; returns the events without speeds, and the digest of a checkpoint.</summary>
    private (string[] Metrics, string File) Train(ProcessGroup processes, Trainer trainer)
    {
        using (trainer)
        {
            var events = trainer.RunAsync()
                .Where(happened => happened is StepCompleted or SamplesMeasured or TrainingWarning)
                .Select(happened => $"{(happened is StepCompleted step ? step with { ImagesPerSecond = 0 } : happened)}"
                    + (happened is StepCompleted { Measures: { } measures } ? string.Join(",", measures) : ""))
                .ToArrayAsync().AsTask().GetAwaiter().GetResult();
            var path = _folder[$"end-{processes.Count}-{processes.Rank}"];
            trainer.Save(path);
            return (events, Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));
        }
    }
}
