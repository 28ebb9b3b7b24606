using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using GanSharp.Diagnostics;
using GanSharp.Metrics;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Training;

namespace GanSharp.Tests.Diagnostics;

/// <summary>Other tests train at the same time, so each listener keeps what has a name of its own.</summary>
[Trait("Instructions", "any")]
public class TelemetryTests
{
    [Fact]
    public async Task A_training_counts_its_steps_and_images_and_reports_its_losses()
    {
        var recipe = Tiny.Recipe with { Name = "measured-training" };
        using var listened = new Listened(recipe.Name);

        var steps = await Steps(recipe);

        listened.Sum("gansharp.training.steps").ShouldBe(6);
        listened.Sum("gansharp.training.images").ShouldBe(6 * recipe.ImagesPerStep);
        var durations = listened.Of("gansharp.training.step.duration").ToArray();
        durations.Length.ShouldBe(6);
        durations.ShouldAllBe(value => value > 0 && value < 60);
        listened.Of("gansharp.training.loss", "generator").ShouldBe(steps.Select(step => step.GeneratorLoss));
        listened.Of("gansharp.training.loss", "discriminator").ShouldBe(steps.Select(step => step.DiscriminatorLoss));
    }

    [Fact]
    public void Draws_count_their_images_and_their_time()
    {
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        var sampler = trainer.Sampler;
        using var listened = new Listened();

        new SampleRequest { Count = 70 }.Draw(sampler);
        sampler.Generate(sampler.Latent.Draw(3, new RandomStream("noise", 1)), [0, 1, 2]);

        listened.Sum("gansharp.samples").ShouldBe(73);
        listened.Of("gansharp.draw.duration").Count().ShouldBe(2);
    }

    /// <summary>Without advice, OpenTelemetry counts everything below five seconds together.</summary>
    [Fact]
    public void Histograms_tell_milliseconds_from_seconds()
    {
        using var listener = new MeterListener();
        var histograms = new List<Histogram<double>>();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument is Histogram<double> histogram && instrument.Meter.Name == Telemetry.Name)
                histograms.Add(histogram);
        };
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        listener.Start();
        histograms.Count.ShouldBe(2);
        foreach (var histogram in histograms)
        {
            var boundaries = histogram.Advice.ShouldNotBeNull().HistogramBucketBoundaries.ShouldNotBeNull();
            boundaries.ShouldBeInOrder();
            boundaries.Count(boundary => boundary is >= 0.001 and <= 1).ShouldBeGreaterThan(5);
        }
    }

    [Fact]
    public void A_cancelled_draw_counts_no_images()
    {
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        using var listened = new Listened();

        Should.Throw<OperationCanceledException>(
            () => new SampleRequest().Draw(trainer.Sampler, new CancellationToken(canceled: true)));

        listened.Sum("gansharp.samples").ShouldBe(0);
    }

    [Fact]
    public async Task A_training_is_an_activity_with_its_epochs_evaluations_and_draws()
    {
        var recipe = Tiny.Recipe.With("evaluate-every", "3") with { Name = "traced-training" };
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var root = new Activity("program").Start();

        await Steps(recipe);

        var ours = ended.Where(activity => activity.TraceId == root.TraceId).ToArray();
        var training = ours.Single(activity => activity.OperationName == "training");
        training.ParentSpanId.ShouldBe(root.SpanId);
        training.GetTagItem("gansharp.recipe").ShouldBe(recipe.Name);
        var epochs = ours.Where(activity => activity.OperationName == "epoch").ToArray();
        epochs.Select(epoch => epoch.GetTagItem("gansharp.epoch")).ShouldBe([1, 2]);
        epochs.ShouldAllBe(epoch => epoch.ParentSpanId == training.SpanId);
        ours.Where(activity => activity.OperationName == "evaluation")
            .Select(evaluation => evaluation.GetTagItem("gansharp.step")).ShouldBe([3L, 6L]);
        ours.Count(activity => activity.OperationName == "draw").ShouldBeGreaterThanOrEqualTo(3);
        Activity.Current.ShouldBeSameAs(root);
    }

    [Fact]
    public async Task Listening_changes_no_bit_of_a_training()
    {
        var recipe = Tiny.Recipe with { Name = "unchanged-training" };
        var alone = await Steps(recipe);
        using var listened = new Listened(recipe.Name);

        (await Steps(recipe)).Select(step => step.GeneratorLoss).ShouldBe(alone.Select(step => step.GeneratorLoss));
    }

    private static async Task<StepCompleted[]> Steps(Recipe recipe)
    {
        var figure = new Figure(1);
        using var trainer = new Trainer(recipe, Tiny.Images(), new()
        {
            Evaluate = (_, _) => new Evaluation("none", 1, 1)
            {
                Figures = new Dictionary<string, Figure> { ["fid"] = figure },
            },
        });
        List<StepCompleted> steps = [];
        await foreach (var happened in trainer.RunAsync(TestContext.Current.CancellationToken))
        {
            if (happened is StepCompleted step)
                steps.Add(step);
        }
        return [.. steps];
    }

    /// <summary>The measurements of one recipe, or those of draws on the thread that made it.</summary>
    private sealed class Listened : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, string? Player, double Value)> _values = [];
        private readonly int _thread = Environment.CurrentManagedThreadId;

        public Listened(string? recipe = null)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
                Add(instrument, value, tags, recipe));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
                Add(instrument, value, tags, recipe));
            _listener.Start();
        }

        public double Sum(string name) => Of(name).Sum();

        public IEnumerable<double> Of(string name, string? player = null) =>
            _values.Where(entry => entry.Name == name && entry.Player == player).Select(entry => entry.Value);

        public void Dispose() => _listener.Dispose();

        private void Add(
            Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, string? recipe)
        {
            string? player = null, of = null;
            foreach (var (key, tag) in tags)
            {
                player = key == "player" ? (string?)tag : player;
                of = key == "recipe" ? (string?)tag : of;
            }
            if (of == recipe && (recipe is not null || Environment.CurrentManagedThreadId == _thread))
                _values.Enqueue((instrument.Name, player, value));
        }
    }
}
