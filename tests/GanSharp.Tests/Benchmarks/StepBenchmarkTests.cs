using GanSharp.Benchmarks;
using GanSharp.Recipes;
using GanSharp.Training;

namespace GanSharp.Tests.Benchmarks;

public class StepBenchmarkTests
{
    public static TheoryData<string> Systems => [.. StepBenchmark.Systems];

    [Theory, MemberData(nameof(Systems))]
    public void Every_system_has_a_recipe_of_one_step_each(string system) =>
        StepBenchmark.RecipeOf(system).CriticSteps.ShouldBe(1);

    [Fact]
    public void An_unknown_system_is_refused_with_the_nearest() =>
        Should
            .Throw<GanSharpException>(() => StepBenchmark.RecipeOf("gan-cnov"))
            .Message.ShouldStartWith(
                "there is no system 'gan-cnov'; choose from gan-mlp, cgan-mlp, gan-conv, acgan-conv, wgan-gp, began, "
                + "dcgan-64, r1-64; did you mean gan-conv?");

    [Fact]
    public async Task A_recipe_of_steps_does_nothing_else()
    {
        const int Steps = 8; // an epoch has three
        var recipe = Tiny.Recipe.With([
            ("steps", "2"), ("save-epochs", "1"), ("sample-every", "1"), ("checkpoint-every", "1"),
            ("evaluate-every", "1"),
        ]);
        using var trainer = new Trainer(StepBenchmark.StepsOf(recipe), Tiny.Images());
        var events = new List<TrainingEvent>();
        await foreach (var happened in trainer.RunAsync(TestContext.Current.CancellationToken))
        {
            events.Add(happened);
            if (happened.Step == Steps)
                break;
        }
        events.Where(happened => happened.Step > 0 && happened is not (StepCompleted or EpochCompleted))
            .ShouldBeEmpty();
        events.OfType<StepCompleted>().Count().ShouldBe(Steps);
    }

    /// <summary>Every reading of the clock takes half a second, so a step takes as long.</summary>
    [Fact]
    public async Task Steps_are_timed_after_the_first_ones()
    {
        var recipe = RecipeCatalogue
            .Load("cgan-mlp")
            .With([
                ("limit", "64"), ("batch-size", "8"), ("generator", "linear C x H x W, sigmoid"),
                ("discriminator", "linear 1"),
            ]);
        var times = await StepBenchmark.RunAsync(recipe, 7, new SlowClock());
        (times.Recipe, times.Batch, times.Sorted.Count).ShouldBe(("cgan-mlp", 8, 7));
        times.Sorted.ShouldAllBe(time => time >= TimeSpan.FromSeconds(0.5));
        times.Sorted.ShouldBe(times.Sorted.Order());
        times.ImagesPerSecond.ShouldBe(8 / times.Median.TotalSeconds);
    }

    private sealed class SlowClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 2;

        public override long GetTimestamp() => _now++;
    }
}
