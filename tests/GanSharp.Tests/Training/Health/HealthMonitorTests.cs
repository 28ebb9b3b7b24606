using GanSharp.Training;
using GanSharp.Training.Health;

namespace GanSharp.Tests.Training.Health;

public class HealthMonitorTests
{
    private readonly HealthMonitor _health = new();

    [Fact]
    public void A_discriminator_has_won_when_it_is_confident_and_the_generators_gradient_vanishes()
    {
        Warnings(1000, step => Step(step, 0.7, 0.3, 1)).ShouldBeEmpty();
        var warning = Warnings(1000, step => Step(1000 + step, 0.999, 0.001, 0.001)).ShouldHaveSingleItem();
        warning.Kind.ShouldBe("discriminator-won");
        warning.Step.ShouldBeInRange(1200, 1700);
        warning.Reason.ShouldMatch(
            @"^the discriminator tells real from generated images without doubt "
            + @"\(D\(x\) 0\.99\d, D\(G\(z\)\) 0\.\d+\), "
            + "and the generator's gradient has shrunk to .+% of what it was$");
    }

    [Fact]
    public void A_problem_near_its_limit_is_reported_once()
    {
        Warnings(1000, step => Step(step, 0.7, 0.3, 1));
        Warnings(3000, step => Step(1000 + step, 0.999, 0.001, 0.019 + 0.002 * Math.Sin(step / 200.0)))
            .ShouldHaveSingleItem();
    }

    [Fact]
    public void A_confident_discriminator_with_useful_gradients_has_not_won() =>
        Warnings(2000, step => Step(step, 0.999, 0.001, 1)).ShouldBeEmpty();

    [Fact]
    public void Without_probabilities_no_discriminator_has_won() =>
        Warnings(2000, step => Step(step, null, null, step < 100 ? 1 : 1e-9)).ShouldBeEmpty();

    [Fact]
    public void A_problem_is_reported_when_it_begins_and_again_when_it_comes_back()
    {
        SamplesMeasured[] course =
        [
            Measured(600, 0.9), Measured(700, 0.1), Measured(800, 0.1), Measured(850, 0.4), Measured(870, 0.3),
            Measured(900, 0.8), Measured(1000, 0.2),
        ];
        course
            .SelectMany(_health.Check)
            .Select(warning => (warning.Step, warning.Kind))
            .ShouldBe([(700, "mode-collapse"), (1000, "mode-collapse")]);
    }

    [Theory]
    [InlineData(0.1, null, "the samples differ from each other only 10% as much as real images do")]
    [InlineData(0.9, new[] { 100, 150, 2, 2, 2 }, "the samples are near images of 2 of 5 classes only")]
    [InlineData(0.9, new[] { 100, 100, 50, 3, 3 }, null)]
    [InlineData(0.9, new[] { 256, 0 }, "the samples are near images of 1 of 2 classes only")]
    [InlineData(0.9, new[] { 256 }, null)]
    [InlineData(0.9, null, null)]
    public void Collapse_shows_in_the_diversity_or_in_the_classes(double diversity, int[]? classes, string? reason)
    {
        _health.Check(Measured(550, 0.9)).ShouldBeEmpty();
        _health
            .Check(Measured(600, diversity) with { EnergyDistance = 0.12, ClassCounts = classes })
            .Select(warning => warning.Reason)
            .ShouldBe(reason is null ? [] : [reason]);
    }

    /// <summary>
    /// Logged by four trainings: default on colour images of 64×64, which collapsed to stripes, and acgan with three
    /// seeds on colour images of 32×32, which was still learning.
    /// </summary>
    [Theory]
    [InlineData(
        78, new[] { 0.129, 0.166, 0.225, 0.141, 0.141, 0.203 }, new[] { 0.525, 0.309, 0.291, 0.245, 0.226, 0.169 },
        234)]
    [InlineData(59, new[] { 0.464, 0.466, 0.463, 0.461, 0.455, 0.449, 0.438, 0.413, 0.390 },
        new[] { 0.267, 0.286, 0.283, 0.287, 0.288, 0.288, 0.290, 0.296, 0.285 }, null)]
    [InlineData(59, new[] { 0.4208, 0.4168, 0.4187, 0.4195, 0.4209, 0.4173, 0.4205, 0.4143, 0.4072, 0.3937 },
        new[] { 0.263, 0.280, 0.276, 0.278, 0.279, 0.282, 0.282, 0.284, 0.285, 0.290 }, null)]
    [InlineData(59, new[] { 0.446, 0.448, 0.452, 0.459, 0.461, 0.461, 0.457, 0.444, 0.395, 0.344 },
        new[] { 0.267, 0.285, 0.281, 0.284, 0.284, 0.281, 0.284, 0.293, 0.278, 0.254 }, null)]
    public void A_collapse_is_noticed_early_and_early_training_is_not_taken_for_one(
        int stepsPerEpoch, double[] distances, double[] diversities, int? step) =>
        Collapses(stepsPerEpoch, distances, diversities).ShouldBe(step is null ? [] : [step.Value]);

    [Theory]
    [InlineData(new[] { 0.2, 0.21, 0.21 }, new[] { 0.34, 0.31, 0.3 }, new long[0])]
    [InlineData(new[] { 0.2, 0.21, 0.21 }, new[] { 0.5, 0.3, 0.3 }, new[] { 300L })]
    [InlineData(new[] { 0.2, 0.23, 0.23 }, new[] { 0.3, 0.3, 0.3 }, new[] { 300L })]
    [InlineData(new[] { 0.2, 0.23, 0.21, 0.23 }, new[] { 0.3, 0.3, 0.3, 0.3 }, new long[0])]
    [InlineData(new[] { 0.2, 0.23, 0.23, 0.21, 0.23, 0.23 }, new[] { 0.3, 0.3, 0.3, 0.3, 0.3, 0.3 }, new[] { 300L })]
    public void A_low_diversity_is_a_collapse_when_the_samples_get_clearly_worse(
        double[] distances, double[] diversities, long[] steps) =>
        Collapses(100, distances, diversities).ShouldBe(steps);

    [Theory]
    [InlineData(0.1, 600)]
    [InlineData(0.3, 1200)]
    public void A_generator_that_is_collapsed_from_the_start_is_found(double diversity, int step) =>
        Collapses(200, [0.2, .. Enumerable.Repeat(0.201, 9)], [.. Enumerable.Repeat(diversity, 10)]).ShouldBe([step]);

    [Fact]
    public void With_a_dominant_discriminator_the_suggestion_names_a_learning_rate()
    {
        Warnings(200, step => Step(step, 0.999, 0.001, 1) with { GeneratorLearningRate = 1e-3 }).ShouldBeEmpty();
        _health.Check(Measured(100, 0.5)).ShouldBeEmpty();
        _health.Check(Measured(150, 0.2) with { EnergyDistance = 0.2 }).ShouldBeEmpty();

        _health
            .Check(Measured(200, 0.2) with { EnergyDistance = 0.2 })
            .ShouldHaveSingleItem()
            .Suggestion.ShouldBe(
                "the discriminator is far ahead (D(x) 1.00, D(G(z)) 0.00), and a learning rate of 0.001 is high; "
                + "start again with --lr 2e-4");
    }

    [Theory]
    [InlineData("generator")]
    [InlineData("discriminator")]
    public void A_player_without_a_gradient_is_reported_once_within_a_hundred_steps(string player)
    {
        var warning = Warnings(100, step => Step(step, 0.5, 0.5, player == "generator" ? 0 : 1) with
        {
            DiscriminatorGradientNorm = player == "generator" ? 1 : 0,
        }).ShouldHaveSingleItem();

        (warning.Kind, warning.Reason).ShouldBe(
            ("no-gradient", $"the {player}'s gradient was exactly 0 in 20 steps, so it learns nothing"));
    }

    [Fact]
    public void A_gradient_that_is_sometimes_0_is_not_a_problem() =>
        Warnings(200, step => Step(step, 0.5, 0.5, step % 20 == 0 ? 1 : 0)).ShouldBeEmpty();

    [Fact]
    public void Weights_that_do_not_move_are_reported_once()
    {
        var warning = Warnings(100, step => Step(step, 0.5, 0.5, 1) with
        {
            GeneratorIsStill = step % 25 == 0,
            GeneratorLearningRate = 1e-30,
        }).ShouldHaveSingleItem();

        (warning.Step, warning.Kind).ShouldBe((25, "weights-still"));
        warning.Reason.ShouldBe(
            "step 25 changed none of the generator's weights: a learning rate of 1e-30 is too small for them");
    }

    [Fact]
    public void A_generator_that_no_longer_changes_is_reported()
    {
        _health.Check(Measured(600, 1) with { Change = 0.05 }).ShouldBeEmpty();
        _health
            .Check(Measured(700, 1) with { Change = 0.0001 })
            .ShouldHaveSingleItem()
            .Reason.ShouldBe(
                "samples of the same noise have changed by 0.01% of the distance between real images "
                + "since the last measurement");
    }

    [Fact]
    public void A_small_change_in_the_few_steps_after_the_last_epoch_is_not_reported()
    {
        foreach (var step in (long[])[937, 1874])
            _health.Check(Measured(step, 1) with { Change = 0.05 }).ShouldBeEmpty();
        _health.Check(Measured(1882, 1) with { Change = 0.0005 }).ShouldBeEmpty();
        _health
            .Check(Measured(2819, 1) with { Change = 0.0005 })
            .ShouldHaveSingleItem()
            .Kind.ShouldBe("generator-still");
    }

    [Fact]
    public void Nothing_is_reported_about_the_first_steps() =>
        _health.Check(Measured(499, 0) with { Change = 0 }).ShouldBeEmpty();

    [Fact]
    public void The_state_can_be_restored()
    {
        _health.Check(Measured(600, 0.1)).Count.ShouldBe(1);
        var other = new HealthMonitor { State = new Dictionary<string, double>(_health.State) };
        other.Check(Measured(700, 0.1)).ShouldBeEmpty("it was reported before");
    }

    /// <summary>The steps after which a course of measurements counts as a collapse.</summary>
    private long[] Collapses(int stepsPerEpoch, double[] distances, double[] diversities)
    {
        var warnings = distances.Zip(diversities).SelectMany((figures, i) => _health.Check(
            new SamplesMeasured((i + 1) * stepsPerEpoch, i + 1, figures.First, figures.Second)
            {
                ClassCounts = [0, 0, 0, 0, 0, 0, 0, 0, 256],
            })).ToArray();
        warnings.ShouldAllBe(warning => warning.Kind == "mode-collapse");
        return [.. warnings.Select(warning => warning.Step)];
    }

    private TrainingWarning[] Warnings(int steps, Func<int, StepCompleted> step) =>
        [.. Enumerable.Range(1, steps).SelectMany(i => _health.Check(step(i)))];

    private static StepCompleted Step(long step, double? real, double? fake, double norm) =>
        new(
            step, 1, DiscriminatorLoss: 0.1, GeneratorLoss: 5, RealScore: real, FakeScore: fake, Measures: null,
            ImagesPerSecond: 100)
        {
            GeneratorGradientNorm = norm,
        };

    private static SamplesMeasured Measured(long step, double diversity) => new(step, 1, 0.1, diversity);
}
