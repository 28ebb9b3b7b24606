using GanSharp.IO.Charts;

namespace GanSharp.Tests.IO.Charts;

[Trait("Instructions", "any")]
public class BarChartTests
{
    [Fact]
    public void The_length_of_a_bar_is_proportional_to_its_number()
    {
        var drawn = new DrawnChart(new BarChart("Classes", [("cat", 1000), ("horse", 500), ("bird", 0)]));

        drawn.Texts("name").ShouldBe(["cat", "horse", "bird"]);
        drawn.Texts("label").ShouldBe(["1,000", "500", "0"]);
        var bars = drawn.All("rect", "bar").ToArray();
        bars.Select(bar => DrawnChart.Number(bar, "x")).ShouldBe([60, 60, 60]);
        bars.Select(bar => DrawnChart.Number(bar, "y")).ShouldBe([44, 66, 88]);
        bars.Select(bar => DrawnChart.Number(bar, "width")).ShouldBe([520, 260, 0]);
        drawn.Height.ShouldBe(122);
        drawn.Root.Elements().ElementAt(1).Value.ShouldBe("Bars: cat 1,000, horse 500, bird 0");
    }

    [Fact]
    public void Negative_bars_extend_to_the_left_of_zero()
    {
        var bars = new DrawnChart(new BarChart("", [("a", -100), ("b", 300)])).All("rect", "bar").ToArray();
        var (left, right) = (bars[0], bars[1]);
        (DrawnChart.Number(left, "x") + DrawnChart.Number(left, "width")).ShouldBe(DrawnChart.Number(right, "x"), 0.11);
        (DrawnChart.Number(left, "width") * 3).ShouldBe(DrawnChart.Number(right, "width"), 0.4);
    }

    [Fact]
    public void A_value_that_is_not_a_number_has_no_bar()
    {
        var drawn = new DrawnChart(new BarChart("", [("a", 1), ("b", double.NaN), ("c", double.PositiveInfinity)]));
        drawn.All("rect", "bar").Select(bar => DrawnChart.Number(bar, "width") > 0).ShouldBe([true, false, false]);
        drawn.Texts("label").ShouldBe(["1", "no number", "no number"]);
    }

    [Fact]
    public void A_long_name_is_shortened_and_complete_in_the_tooltip()
    {
        var name = new string('x', 100);
        var drawn = new DrawnChart(new BarChart("", [(name, 1)]));
        drawn.Texts("name").Single().ShouldBe(new string('x', 34) + "…");
        drawn.All("rect", "bar").Single().Value.ShouldBe(name);
    }

    [Fact]
    public void A_chart_may_have_no_bars() =>
        new DrawnChart(new BarChart("Empty", [])).All("rect", "bar").ShouldBeEmpty();
}
