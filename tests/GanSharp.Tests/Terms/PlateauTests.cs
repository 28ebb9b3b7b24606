using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

public class PlateauTests
{
    [Fact]
    public void A_figure_that_keeps_falling_has_none() =>
        Counts(new Plateau(1), 5, 4, 3, 2, 1).ShouldBe([0, 0, 0, 0, 0]);

    /// <summary>The first figure is a new least value, and after a plateau the next one is again.</summary>
    [Fact]
    public void It_is_counted_after_as_many_figures_without_a_new_least_one() =>
        Counts(new Plateau(3), 0, 0, 0, 0, 0, 0, 0, 0).ShouldBe([0, 0, 0, 1, 1, 1, 1, 2]);

    /// <summary>The means are 1, 1.005 and 1.00395: a single low figure is no new least mean.</summary>
    [Fact]
    public void The_smoothed_figure_counts() => Counts(new Plateau(2), 1, 1.5, 0.9).ShouldBe([0, 0, 1]);

    [Fact]
    public void A_new_least_mean_starts_the_count_again() =>
        Counts(new Plateau(2), 2, 2, 1, 2, 2).ShouldBe([0, 0, 0, 0, 1]);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void Another_with_the_same_state_goes_on_alike(int observed)
    {
        double[] figures = [2, 2.5, 2, 1, 3, 2, 2, 1, 2, 2, 2];
        var plateau = new Plateau(2);
        Counts(plateau, figures[..observed]);
        var other = new Plateau(2) { State = plateau.State };
        var counts = Counts(plateau, figures[observed..]);
        counts[^1].ShouldBeGreaterThan(1);
        Counts(other, figures[observed..]).ShouldBe(counts);
    }

    private static int[] Counts(Plateau plateau, params double[] figures) => [.. figures.Select(figure =>
    {
        plateau.Observe(figure);
        return plateau.Count;
    })];
}
