using GanSharp.Metrics;

namespace GanSharp.Tests.Metrics;

public class BootstrapTests
{
    [Fact]
    public void The_interval_of_a_mean_is_about_two_standard_errors_on_either_side()
    {
        var numbers = Vectors.Normal(400, 1, mean: 5, std: 2).Values();

        var figure = new Bootstrap(2000, 1, default).Estimate(
            numbers.Length,
            counts => counts.Mean(numbers.Length, i => numbers[i]));

        figure.Value.ShouldBe(numbers.Average(), 1e-12);
        (figure.High!.Value - figure.Low!.Value).ShouldBe(2 * 1.96 * 2 / Math.Sqrt(400), 0.04);
        (figure.Value - figure.Low.Value).ShouldBe(figure.High.Value - figure.Value, 0.03);
    }

    /// <summary>Resampled distances are larger than the distance, since they are biased twice.</summary>
    [Fact]
    public void The_bias_of_resampling_is_removed()
    {
        var (real, samples) = (Gaussian.Of(Vectors.Normal(5000, 10)), Vectors.Normal(200, 10, seed: 2));
        var bootstrap = new Bootstrap(60, 1, default);
        Func<int[]?, double> distance = counts => FrechetDistance.Between(real, samples, counts);

        var figure = bootstrap.Estimate(200, distance);

        bootstrap.Counts(200).Count(counts => distance(counts) > figure.Value).ShouldBe(60);
        figure.Low!.Value.ShouldBeLessThan(figure.Value);
        figure.High!.Value.ShouldBeGreaterThan(figure.Value);
    }

    [Fact]
    public void The_interval_is_as_wide_as_the_distances_of_other_sets_of_that_size()
    {
        var real = Gaussian.Of(Vectors.Normal(20_000, 6));
        var figure = new Bootstrap(200, 1, default).Estimate(
            500,
            counts => FrechetDistance.Between(real, Vectors.Normal(500, 6, seed: 2), counts));
        double[] others =
        [
            .. Enumerable
                .Range(3, 200)
                .Select(seed => FrechetDistance.Between(real, Gaussian.Of(Vectors.Normal(500, 6, seed)))),
        ];

        var width = Bootstrap.Quantile([.. others.Order()], 0.975) - Bootstrap.Quantile([.. others.Order()], 0.025);
        ((figure.High!.Value - figure.Low!.Value) / width).ShouldBeInRange(0.6, 1.9);
    }

    [Fact]
    public void An_interval_stays_within_the_range_of_the_figure()
    {
        var figure = Bootstrap.Estimate(0.99, [0.9, 0.95, 1, 1], least: 0, most: 1);

        figure.High.ShouldBe(1);
        figure.Low!.Value.ShouldBeInRange(0.9, 0.99);
    }

    [Fact]
    public void Without_resamples_there_is_no_interval() =>
        new Bootstrap(0, 1, default).Estimate(3, _ => 7).ShouldBe(new Figure(7));

    [Fact]
    public void Resamples_have_the_size_of_the_set_and_depend_on_the_seed()
    {
        new Bootstrap(5, 1, default).Counts(100).ShouldAllBe(counts => counts.Sum() == 100 && counts.Max() > 1);
        new Bootstrap(1, 1, default).Counts(100)[0].ShouldBe(new Bootstrap(2, 1, default).Counts(100)[0]);
        new Bootstrap(1, 1, default).Counts(100)[0].ShouldNotBe(new Bootstrap(1, 2, default).Counts(100)[0]);
    }

    [Fact]
    public void The_median_counts_repetitions()
    {
        double[] numbers = [5, 1, 3, 9];

        ImageCounts.Median(null, numbers).ShouldBe(3);
        ImageCounts.Median([0, 0, 1, 3], numbers).ShouldBe(9);
        ImageCounts.Median([1, 2, 0, 0], numbers).ShouldBe(1);
    }

    [Fact]
    public void Cancellation_ends_the_work() =>
        Should.Throw<OperationCanceledException>(() => new Bootstrap(3, 1, new(canceled: true)).Estimate(3, _ => 7));
}
