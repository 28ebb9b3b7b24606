using System.Security.Cryptography;
using GanSharp.Models;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.Training.Checkpoints;

/// <summary>A training that is stopped and resumed gives the same bits as one that is not stopped.</summary>
[Trait("Duration", "long")]
public sealed class ResumeTests : IDisposable
{
    private const int Steps = 12;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. RecipeCatalogue.Names];

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Names))]
    public Task Every_recipe_resumes_in_the_middle_of_an_epoch(string name) =>
        ShouldContinue(Narrow.Of(RecipeCatalogue.Load(name)).With("batch-size", "3"), [5]);

    [Fact]
    public Task A_training_resumes_after_every_step() => ShouldContinue(Tiny.Recipe, [.. Enumerable.Range(0, Steps)]);

    [Fact]
    public Task A_training_with_batches_that_do_not_fill_a_step_resumes() =>
        ShouldContinue(Tiny.Recipe with { BatchSize = 2, CriticSteps = 4, Epochs = 4 }, [1, 2, 3]);

    [Theory]
    [InlineData("sgd 1e-2 momentum 0.9")]
    [InlineData("rmsprop 1e-3")]
    [InlineData("adamw 1e-2 0.9 0.99")]
    public Task Every_optimiser_resumes(string optimizer) =>
        ShouldContinue(Tiny.Recipe.With("optimizer", optimizer), [4, 5]);

    [Theory]
    [InlineData("flip; translation; colour; cutout")]
    [InlineData("adaptive 0.1 60; flip; scale; rotation; colour")]
    public Task Every_augmentation_resumes(string augment) =>
        ShouldContinue(Tiny.Recipe.With("augment", augment), [3, 4, 5]);

    [Fact]
    public Task An_average_by_images_shown_resumes() => ShouldContinue(Tiny.Recipe.With("ema", "40 images"), [3, 4, 5]);

    [Fact]
    public Task Lazy_penalties_resume() =>
        ShouldContinue(Tiny.Recipe.With("terms", "non-saturating; r1 1 2; r2 1 3"), [1, 2, 3]);

    [Fact]
    public Task Parts_written_in_CSharp_resume() =>
        ShouldContinue(Tiny.Recipe, [2, 5], () => new() { Terms = [new Drift()] });

    [Fact]
    public async Task A_cancelled_training_continues_when_it_is_run_again()
    {
        var (metrics, file) = await Run(new Trainer(Tiny.Recipe, Tiny.Images()));
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        var first = await Until(trainer, 4);
        trainer.Step.ShouldBe(4);
        var (rest, end) = await Run(trainer);
        first.Concat(rest).ShouldBe(metrics);
        end.ShouldBe(file);
    }

    [Fact]
    public async Task The_first_event_has_the_resumed_step_and_no_grid_is_drawn_again()
    {
        using var stopped = new Trainer(Tiny.Recipe, Tiny.Images());
        await Until(stopped, 4);
        stopped.Save(_folder["checkpoint"]);
        using var trainer = Trainer.Resume(Checkpoint.Load(_folder["checkpoint"]), Tiny.Images());
        var events = await trainer.RunAsync().Take(2).ToArrayAsync();
        events[0].ShouldBeOfType<TrainingStarted>().Step.ShouldBe(4);
        events[1].ShouldBeOfType<StepCompleted>().Step.ShouldBe(5);
    }

    [Fact]
    public async Task Added_epochs_give_the_same_bits_as_that_many_from_the_start()
    {
        var (metrics, file) = await Run(new Trainer(Tiny.Recipe with { Epochs = 4 }, Tiny.Images()));
        var (first, _) = await Run(new Trainer(Tiny.Recipe, Tiny.Images()), "checkpoint");
        var checkpoint = Checkpoint.Load(_folder["checkpoint"]);
        checkpoint.Step.ShouldBe(6);
        var (rest, end) = await Run(Trainer.Resume(checkpoint, Tiny.Images(), Tiny.Recipe with { Epochs = 4 }));
        first.Concat(rest).ShouldBe(metrics);
        end.ShouldBe(file);
    }

    /// <summary>Stops after each of the given numbers of steps and resumes from the file.</summary>
    private async Task ShouldContinue(Recipe recipe, int[] stops, Func<CustomParts>? custom = null)
    {
        recipe = recipe with { Steps = Steps };
        var data = Tiny.Images(shape: Tiny.ImageFor(recipe));
        var (metrics, file) = await Run(
            new Trainer(recipe, data, options: new() { Custom = custom?.Invoke() }));
        metrics.Count(text => text.StartsWith("StepCompleted", StringComparison.Ordinal)).ShouldBe(Steps);
        foreach (var stop in stops)
        {
            string[] first;
            using (var trainer = new Trainer(recipe, data, options: new() { Custom = custom?.Invoke() }))
            {
                first = await Until(trainer, stop);
                trainer.Save(_folder["checkpoint"]);
            }
            var checkpoint = Checkpoint.Load(_folder["checkpoint"]);
            (checkpoint.Step, checkpoint.Path).ShouldBe((stop, _folder["checkpoint"]));
            var (rest, end) = await Run(
                Trainer.Resume(checkpoint, data, options: new() { Custom = custom?.Invoke() }));
            first.Concat(rest).ShouldBe(metrics, $"stopped after {stop}");
            end.AsSpan().SequenceEqual(file).ShouldBeTrue($"stopped after {stop}");
        }
    }

    /// <summary>A summary of the training's events, and its final state as a file.</summary>
    private async Task<(string[] Metrics, byte[] File)> Run(Trainer trainer, string name = "end")
    {
        using (trainer)
        {
            var events = await trainer.RunAsync().ToArrayAsync();
            trainer.Save(_folder[name]);
            return (Summary(events), await File.ReadAllBytesAsync(_folder[name]));
        }
    }

    private static async Task<string[]> Until(Trainer trainer, int stop)
    {
        using var cancellation = new CancellationTokenSource();
        var events = new List<TrainingEvent>();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var happened in trainer.RunAsync(cancellation.Token))
            {
                events.Add(happened);
                if (happened.Step == stop)
                    await cancellation.CancelAsync();
            }
        });
        return Summary(events);
    }

    /// <summary>Every number of every step except the speed, and every grid, to the bit.</summary>
    private static string[] Summary(IEnumerable<TrainingEvent> events) =>
        [
            .. events
                .Where(happened => happened.Step > 0)
                .Select(Summary)
                .Where(text => text.Length > 0),
        ];

    private static string Summary(TrainingEvent happened) => happened switch
    {
        StepCompleted step =>
            $"{step with { ImagesPerSecond = 0, Measures = null }} "
            + string.Join(", ", step.Measures ?? new Dictionary<string, double>()),
        SamplesDrawn samples => $"grid {samples.Epoch} {Convert.ToHexString(SHA256.HashData(samples.Grid.Pixels))}",
        _ => "",
    };

    /// <summary>A term with state whose numbers are not short fractions.</summary>
    private sealed class Drift : GanTerm
    {
        private double _sum;

        public override IReadOnlyDictionary<string, double> State
        {
            get => new Dictionary<string, double> { ["sum"] = _sum };
            set => _sum = value["sum"];
        }

        public override Tensor ForDiscriminator(StepContext step) => Math.Sin(_sum) * step.OnReal.Mean();

        public override IEnumerable<Tensor> Observe(StepContext step) => [step.OnFake.Mean()];

        public override void AfterDiscriminatorStep(GanModel model, IReadOnlyList<double> observed) =>
            _sum += observed[0] / 3;
    }
}
