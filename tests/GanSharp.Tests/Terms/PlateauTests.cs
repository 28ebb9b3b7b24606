using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

public class PlateauTests
{
    [Fact]
    public void A_value_that_keeps_falling_has_no_plateau() =>
        Counts(new Plateau(1), 5, 4, 3, 2, 1).ShouldBe([0, 0, 0, 0, 0]);

    /// <summary>The first value is a new minimum, and so is the first one after a plateau.</summary>
    [Fact]
    public void A_plateau_is_counted_after_that_many_values_without_a_new_minimum() =>
        Counts(new Plateau(3), 0, 0, 0, 0, 0, 0, 0, 0).ShouldBe([0, 0, 0, 1, 1, 1, 1, 2]);

    /// <summary>The means are 1, 1.005 and 1.00395: a single low value is not a new minimum.</summary>
    [Fact]
    public void The_running_mean_counts() => Counts(new Plateau(2), 1, 1.5, 0.9).ShouldBe([0, 0, 1]);

    [Fact]
    public void A_new_minimum_restarts_the_count() =>
        Counts(new Plateau(2), 2, 2, 1, 2, 2).ShouldBe([0, 0, 0, 0, 1]);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void Another_with_the_same_state_continues_identically(int observed)
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
