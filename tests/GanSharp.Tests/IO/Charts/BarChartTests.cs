using GanSharp.IO.Charts;

namespace GanSharp.Tests.IO.Charts;

[Trait("Instructions", "any")]
public class BarChartTests
{
    [Fact]
    public void Bars_are_as_long_as_their_numbers_say()
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
    public void Negative_numbers_go_to_the_left_of_zero()
    {
        var bars = new DrawnChart(new BarChart("", [("a", -100), ("b", 300)])).All("rect", "bar").ToArray();
        var (left, right) = (bars[0], bars[1]);
        (DrawnChart.Number(left, "x") + DrawnChart.Number(left, "width")).ShouldBe(DrawnChart.Number(right, "x"), 0.11);
        (DrawnChart.Number(left, "width") * 3).ShouldBe(DrawnChart.Number(right, "width"), 0.4);
    }

    [Fact]
    public void What_is_no_number_has_no_bar()
    {
        var drawn = new DrawnChart(new BarChart("", [("a", 1), ("b", double.NaN), ("c", double.PositiveInfinity)]));
        drawn.All("rect", "bar").Select(bar => DrawnChart.Number(bar, "width") > 0).ShouldBe([true, false, false]);
        drawn.Texts("label").ShouldBe(["1", "no number", "no number"]);
    }

    [Fact]
    public void A_name_too_long_for_its_place_is_shortened_and_told_in_full_elsewhere()
    {
        var name = new string('x', 100);
        var drawn = new DrawnChart(new BarChart("", [(name, 1)]));
        drawn.Texts("name").Single().ShouldBe(new string('x', 34) + "…");
        drawn.All("rect", "bar").Single().Value.ShouldBe(name);
    }

    [Fact]
    public void Nothing_can_be_drawn_too() =>
        new DrawnChart(new BarChart("Empty", [])).All("rect", "bar").ShouldBeEmpty();
}
