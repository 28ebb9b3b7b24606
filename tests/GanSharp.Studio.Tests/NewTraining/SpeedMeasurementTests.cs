using GanSharp.Studio.NewTraining;

namespace GanSharp.Studio.Tests.NewTraining;

public sealed class SpeedMeasurementTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_few_steps_are_timed_after_a_warm_up()
    {
        using var speed = new SpeedMeasurement(new HastyClock(10));
        var measured = await speed.OfAsync(Tiny.Recipe, Tiny.Image, 3, 12, Cancellation);
        measured.Steps.ShouldBeGreaterThanOrEqualTo(3);
        measured.SecondsPerStep.ShouldBeInRange(0.1, 60);
        measured.SecondsPerSave.ShouldBeGreaterThan(0);
        measured.Batch.ShouldBe(4);
    }

    [Fact]
    public async Task Large_batches_are_tried_in_part()
    {
        using var speed = new SpeedMeasurement(new HastyClock(10));
        var recipe = Tiny.Recipe with { BatchSize = 8192 };
        var measured = await speed.OfAsync(recipe, Tiny.Image, 3, 100_000, Cancellation);
        measured.Batch.ShouldBe(4096);
        var error = await Should.ThrowAsync<GanSharpException>(
            () => speed.OfAsync(recipe with { BatchSize = 65_535 }, new(3, 1024, 1024), 3, 100_000, Cancellation));
        error.Message.ShouldContain("too large");
    }

    [Fact]
    public async Task A_measurement_ends_when_nobody_waits_for_it()
    {
        using var speed = new SpeedMeasurement(new HastyClock(0));
        using var left = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var endless = speed.OfAsync(Tiny.Recipe, Tiny.Image, 3, 12, left.Token); // no time passes, so it never ends
        var next = speed.OfAsync(Tiny.Recipe, Tiny.Image, 3, 12, left.Token);
        await left.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => endless);
        await Should.ThrowAsync<OperationCanceledException>(() => next);
    }

    /// <summary>A clock that goes on by some tenths of a second each time that somebody looks.</summary>
    private sealed class HastyClock(int tenths) : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => 10;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, tenths);
    }
}
