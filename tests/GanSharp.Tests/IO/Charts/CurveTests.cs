using GanSharp.IO.Charts;

namespace GanSharp.Tests.IO.Charts;

[Trait("Instructions", "any")]
public class CurveTests
{
    [Fact]
    public void Smoothing_is_a_fading_mean_without_gaps()
    {
        (double, double)[] points = [(0, 4), (1, 8), (2, double.NaN), (3, 0)];
        Curve
            .Smoothed(points, 0.5)
            .Select(point => point.Y)
            .ShouldBe([4, (4 * 0.5 + 8) / 1.5, double.NaN, (4 * 0.25 + 8 * 0.5) / 1.75]);
        Curve.Smoothed(points, 0).ShouldBe(points);
    }

    [Fact]
    public void Few_points_are_not_thinned()
    {
        var points = Line(Curve.MostPoints, i => i);
        Curve.Thinned(points).ShouldBe(points);
    }

    [Fact]
    public void Thinning_keeps_the_extremes_of_every_part_in_order()
    {
        var points = Line(100_000, i => i % 200 == 3 ? 100 + i : i % 200 == 77 ? -i : 0);
        var thin = Curve.Thinned(points);
        thin.Count.ShouldBe(Curve.MostPoints);
        thin.Where(point => point.Y > 0).ShouldBe(points.Where(point => point.Y > 0));
        thin.Where(point => point.Y < 0).ShouldBe(points.Where(point => point.Y < 0));
        thin.Select(point => point.X).ShouldBeInOrder();
    }

    [Fact]
    public void Thinning_keeps_gaps_and_the_extremes_next_to_them()
    {
        var points = Line(
            10_000,
            i =>
                i is 0 or 5002 or (> 6000 and < 7000) ? double.NaN
                : i == 1 ? 9
                : i == 5003 ? -9
                : i % 2);
        var thin = Curve.Thinned(points);
        thin.ShouldContain((1, 9));
        thin.ShouldContain((5003, -9));
        thin.Count(point => double.IsNaN(point.Y)).ShouldBeInRange(50, 53);
        thin.Count(point => !double.IsNaN(point.Y)).ShouldBeInRange(890, Curve.MostPoints);
    }

    [Fact]
    public void A_path_is_broken_by_gaps() =>
        Curve.Path([(1, 2), (3, double.NaN), (4, 5), (6, 7.26), (8, double.NaN)]).ShouldBe("M1 2m-2 0h4M4 5L6 7.3");

    private static (double X, double Y)[] Line(int count, Func<int, double> y) =>
        [.. Enumerable.Range(0, count).Select(i => ((double)i, y(i)))];
}
