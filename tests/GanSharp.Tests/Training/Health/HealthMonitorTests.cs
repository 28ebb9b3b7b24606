using GanSharp.Training;

namespace GanSharp.Tests.Training;

public class HealthMonitorTests
{
    private readonly HealthMonitor _health = new();

    [Fact]
    public void A_discriminator_has_won_when_it_is_sure_and_the_generators_gradient_vanishes()
    {
        Warnings(1000, step => Step(step, 0.7, 0.3, 1)).ShouldBeEmpty();
        var warning = Warnings(1000, step => Step(1000 + step, 0.999, 0.001, 0.001)).ShouldHaveSingleItem();
        warning.Kind.ShouldBe("discriminator-won");
        warning.Step.ShouldBeInRange(1200, 1700);
        warning.Reason.ShouldMatch(@"^the discriminator tells real from generated images without doubt \(D\(x\) 0\.99\d, D\(G\(z\)\) 0\.\d+\), and the generator's gradient has shrunk to .+% of what it was$");
    }

    [Fact]
    public void A_trouble_at_its_limit_is_told_of_once()
    {
        Warnings(1000, step => Step(step, 0.7, 0.3, 1));
        Warnings(3000, step => Step(1000 + step, 0.999, 0.001, 0.019 + 0.002 * Math.Sin(step / 200.0))).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_sure_discriminator_that_still_teaches_has_not_won() =>
        Warnings(2000, step => Step(step, 0.999, 0.001, 1)).ShouldBeEmpty();

    [Fact]
    public void Without_probabilities_nobody_wins() => Warnings(2000, step => Step(step, null, null, step < 100 ? 1 : 1e-9)).ShouldBeEmpty();

    [Fact]
    public void A_trouble_is_told_of_when_it_begins_and_again_when_it_comes_back()
    {
        SamplesJudged[] course = [Judged(600, 0.9), Judged(700, 0.1), Judged(800, 0.1), Judged(850, 0.4), Judged(870, 0.3), Judged(900, 0.8), Judged(1000, 0.2)];
        course.SelectMany(_health.Check).Select(warning => (warning.Step, warning.Kind)).ShouldBe([(700, "mode-collapse"), (1000, "mode-collapse")]);
    }

    [Theory]
    [InlineData(0.1, null, "the samples differ from each other by 10% of what real images do")]
    [InlineData(0.9, new[] { 100, 150, 2, 2, 2 }, "the samples are near images of 2 of 5 classes only")]
    [InlineData(0.9, new[] { 100, 100, 50, 3, 3 }, null)]
    [InlineData(0.9, new[] { 256, 0 }, "the samples are near images of 1 of 2 classes only")]
    [InlineData(0.9, new[] { 256 }, null)]
    [InlineData(0.9, null, null)]
    public void Modes_are_missed_by_their_variety_and_by_their_classes(double diversity, int[]? classes, string? reason) =>
        _health.Check(Judged(600, diversity) with { ClassCounts = classes }).Select(warning => warning.Reason).ShouldBe(reason is null ? [] : [reason]);

    [Fact]
    public void A_generator_that_stands_still_is_noticed()
    {
        _health.Check(Judged(600, 1) with { Change = 0.05 }).ShouldBeEmpty();
        _health.Check(Judged(700, 1) with { Change = 0.0001 }).ShouldHaveSingleItem().Reason
            .ShouldBe("the samples of the same noise have changed by 0.01% of the distance between real images since they were judged last");
    }

    [Fact]
    public void The_few_steps_after_the_last_whole_epoch_do_not_show_a_generator_that_stands_still()
    {
        foreach (var step in (long[])[937, 1874])
            _health.Check(Judged(step, 1) with { Change = 0.05 }).ShouldBeEmpty();
        _health.Check(Judged(1882, 1) with { Change = 0.0005 }).ShouldBeEmpty();
        _health.Check(Judged(2819, 1) with { Change = 0.0005 }).ShouldHaveSingleItem().Kind.ShouldBe("generator-still");
    }

    [Fact]
    public void The_first_steps_may_look_as_they_like() => _health.Check(Judged(499, 0) with { Change = 0 }).ShouldBeEmpty();

    [Fact]
    public void What_it_remembers_can_be_handed_on()
    {
        _health.Check(Judged(600, 0.1)).Count.ShouldBe(1);
        var other = new HealthMonitor { State = new Dictionary<string, double>(_health.State) };
        other.Check(Judged(700, 0.1)).ShouldBeEmpty("it was told of before");
    }

    private TrainingWarning[] Warnings(int steps, Func<int, StepCompleted> step) => [.. Enumerable.Range(1, steps).SelectMany(i => _health.Check(step(i)))];

    private static StepCompleted Step(long step, double? real, double? fake, double norm) =>
        new(step, 1, 0.1, 5, real, fake, null, 100) { GeneratorGradientNorm = norm };

    private static SamplesJudged Judged(long step, double diversity) => new(step, 1, 0.1, diversity);
}
