using GanSharp.IO.Charts;

namespace GanSharp.Tests.IO.Charts;

[Trait("Instructions", "any")]
public class LineChartTests
{
    private static readonly Series Rising = new("rising", [(0, 0), (10, 5), (20, 10)]);

    [Fact]
    public void Points_are_at_the_positions_of_the_axes()
    {
        var drawn = new DrawnChart(new LineChart("", [Rising]));

        drawn.Paths("curve").ShouldBe(["M38.4 330L327.2 186L616 42"]);
        drawn.Texts("label").ShouldBe(["0", "2", "4", "6", "8", "10", "0", "5", "10", "15", "20"]);
        drawn
            .Paths("grid")
            .ShouldBe([
                "M38.4 330h577.6", "M38.4 272.4h577.6", "M38.4 214.8h577.6", "M38.4 157.2h577.6", "M38.4 99.6h577.6",
                "M38.4 42h577.6",
            ]);
        drawn
            .Paths("axis")
            .ShouldBe(["M38.4 330h577.6", "M38.4 330v4", "M182.8 330v4", "M327.2 330v4", "M471.6 330v4", "M616 330v4"]);
        drawn.Texts("name").ShouldBe(["rising"]);
    }

    [Fact]
    public void A_chart_has_a_title_and_a_description_for_screen_readers()
    {
        var drawn = new DrawnChart(
            new LineChart("Losses", [Rising, new("empty", [])]) { XLabel = "step", YLabel = "loss" });

        drawn.Root.Name.ToString().ShouldBe("{http://www.w3.org/2000/svg}svg");
        DrawnChart.Attribute(drawn.Root, "role").ShouldBe("img");
        DrawnChart.Attribute(drawn.Root, "viewBox").ShouldBe("0 0 640 360");
        drawn.Root.Elements().Take(2).Select(element => (element.Name.LocalName, element.Value))
            .ShouldBe([("title", "Losses"), ("desc", "Lines: rising, last 10, empty, last nothing")]);
        drawn.Texts("title").ShouldBe(["Losses"]);
        drawn.Texts("label").ShouldContain("step");
        drawn.Texts("label").ShouldContain("loss");
    }

    [Fact]
    public void A_description_can_be_in_another_language()
    {
        ChartWords german = new() { Lines = "Kurven", Bars = "Balken", Last = "zuletzt", Nothing = "nichts" };
        new LineChart("", [Rising, new("leer", [])]).ToSvg(german).ShouldContain(
            "<desc>Kurven: rising, zuletzt 10, leer, zuletzt nichts</desc>");
        new BarChart("", [("a", 1)]).ToSvg(german).ShouldContain("<desc>Balken: a 1</desc>");
    }

    [Fact]
    public void The_style_supports_light_and_dark_pages()
    {
        var svg = new LineChart("", [Rising]).ToSvg();
        svg.ShouldContain("@media (prefers-color-scheme:dark)");
        svg.ShouldNotContain("\r");
        foreach (var kind in new DrawnChart(new LineChart("a", [Rising]) { Smoothing = 0.5 }).Root.Descendants()
            .SelectMany(element =>
                DrawnChart.Attribute(element, "class").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Except(["name"]))
            svg.ShouldContain($".{kind}");
    }

    [Fact]
    public void Names_can_contain_any_text()
    {
        const string Foreign = "<b> & \"c\" 漢 \U0001F600", Broken = "\u0001\uD800.";
        var drawn = new DrawnChart(
            new LineChart(Foreign + Broken, [new(Foreign + Broken, [(0, 0)])]) { XLabel = Foreign });
        drawn.Texts("title").ShouldBe([Foreign + "\\u0001\uFFFD."]);
        drawn.Texts("name").ShouldBe([Foreign + "\\u0001\uFFFD."]);
        drawn.Texts("label").ShouldContain(Foreign);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.MaxValue)]
    [InlineData(-1e101)]
    public void A_value_that_cannot_be_shown_is_a_gap(double wrong)
    {
        var curve = new Series(
            "a",
            [(0, wrong), (1, 0), (2, 10), (3, wrong), (wrong, 1), (4, 5), (5, wrong), (6, 0), (10, 10), (11, wrong)]);
        var drawn = new DrawnChart(new LineChart("", [curve]));
        drawn.Paths("curve").ShouldBe(["M90.9 330L143.4 42M248.4 186m-2 0h4M353.5 330L563.5 42"]);
    }

    [Fact]
    public void A_logarithmic_axis_shows_equal_factors_at_equal_distances()
    {
        var curve = new Series("a", [(0, 0.1), (1, 1), (2, 0), (3, 10), (4, 100), (5, -1)]);
        var drawn = new DrawnChart(new LineChart("", [curve]) { LogY = true });
        drawn.Texts("label").Take(4).ShouldBe(["0.1", "1", "10", "100"]);
        DrawnChart.Points(drawn.Paths("curve").Single()).Select(point => point.Y).ShouldBe([330, 234, 138, 42]);
    }

    [Fact]
    public void A_smoothed_curve_covers_its_raw_curve()
    {
        var drawn = new DrawnChart(new LineChart("", [new("a", [(0, 0), (1, 10), (2, 3)])]) { Smoothing = 0.5 });
        Heights("raw").ShouldBe([0, 10, 3], 0.02);
        Heights("curve").ShouldBe([0, 10 / 1.5, (10 / 2.0 + 3) / 1.75], 0.02);
        drawn.Paths("raw").Length.ShouldBe(1);

        double[] Heights(string kind) =>
            [.. DrawnChart.Points(drawn.Paths(kind).Single()).Select(point => (330 - point.Y) / 288 * 10)];
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Smoothing_has_limits(double smoothing) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new LineChart("", [Rising]) { Smoothing = smoothing });

    [Fact]
    public void Panels_share_axes_and_colours()
    {
        Panel[] panels =
        [
            new("low", [new("D", [(0, 0), (4, 1)])]), new("high", [new("G", [(0, 0), (8, 10)]), new("D", [(8, 1)])]),
            new("third", []),
        ];
        var drawn = new DrawnChart(new LineChart("Runs", panels, columns: 2) { Width = 900 });

        drawn.Height.ShouldBe(500);
        drawn.Texts("subtitle").ShouldBe(["low", "high", "third"]);
        drawn.Texts("name").ShouldBe(["D", "G"]);
        var curves = drawn.Paths("curve").Select(DrawnChart.Points).ToArray();
        curves[0][0].Y.ShouldBe(curves[1][0].Y);
        curves[0][1].Y.ShouldBe(curves[2][0].Y, 0.11);
        ((curves[0][1].X - curves[0][0].X) * 2).ShouldBe(curves[1][1].X - curves[1][0].X, 0.2);

        var parents = drawn.All("path", "curve").Select(path => DrawnChart.Attribute(path.Parent!, "class")).ToArray();
        parents.ShouldBe(["color-0", "color-1", "color-0", "color-1", "color-0"]);
        var labels = drawn.All("text", "label").ToArray();
        labels.Count(label => label.Value == "10").ShouldBe(2, "left of both rows");
        labels
            .Count(label => label.Value == "8" && DrawnChart.Attribute(label, "text-anchor") == "middle")
            .ShouldBe(2, "below both columns");
    }

    [Fact]
    public void A_long_legend_wraps_and_surplus_curves_are_dashed()
    {
        var series = Enumerable
            .Range(0, 8)
            .Select(i => new Series($"a series with a long name {i}", [(0, i), (1, i)]))
            .ToArray();
        var drawn = new DrawnChart(new LineChart("Title", series));

        var names = drawn.All("text", "name").ToArray();
        names.Select(name => DrawnChart.Number(name, "y")).Distinct().Count().ShouldBe(4);
        foreach (var name in names)
            (DrawnChart.Number(name, "x") + Svg.WidthOf(name.Value)).ShouldBeLessThan(640);
        names
            .Max(name => DrawnChart.Number(name, "y"))
            .ShouldBeLessThan(drawn.Paths("curve").SelectMany(DrawnChart.Points).Min(point => point.Y));
        drawn
            .Root.Descendants()
            .Count(element => element.Attribute("stroke-dasharray") is not null)
            .ShouldBe(4, "two in the legend, two curves");
    }

    [Fact]
    public void Long_names_are_shortened_and_leave_the_plot_its_height()
    {
        var title = $"flowers {new string('长', 60)} {new string('x', 60)}";
        var few = PlotHeight(Chart(["a", "b", "c"]));
        var drawn = Chart([.. Enumerable.Range(0, 12).Select(i => $"{i} {title}")]);

        PlotHeight(drawn).ShouldBe(few, 1);
        drawn.Height.ShouldBe(360 + 11 * Legend.LineHeight);
        foreach (var kind in (string[])["name", "subtitle"])
        {
            foreach (var text in drawn.All("text", kind))
            {
                var shown = text.Nodes().OfType<System.Xml.Linq.XText>().Single().Value;
                shown.ShouldEndWith("…");
                (DrawnChart.Number(text, "x") + Svg.WidthOf(shown)).ShouldBeLessThan(drawn.Width);
            }
        }
        drawn.Root.Descendants().Where(each => each.Name.LocalName == "title").Select(each => each.Value)
            .ShouldContain($"11 {title}");

        DrawnChart Chart(string[] names) => new(
            new LineChart("", [new Panel(title, [.. names.Select(name => new Series(name, [(0, 0), (1, 1)]))])], 1)
            {
                Height = 360,
            });

        static double PlotHeight(DrawnChart chart) =>
            DrawnChart.Points(chart.Paths("curve")[0]) is [var first, var last] ? first.Y - last.Y : 0;
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 1_000_000)]
    [InlineData(-3, 123_456)]
    [InlineData(7, 7)]
    [InlineData(0, 0)]
    [InlineData(0.1, 0.30000001)]
    [InlineData(1e-300, 3e-300)]
    [InlineData(-1e100, 1e100)]
    [InlineData(1e9, 1e9 + 1)]
    [InlineData(1.5e-7, 4e-6)]
    [InlineData(double.NaN, double.NaN)]
    public void Labels_never_overlap_or_leave_the_chart(double from, double to)
    {
        foreach (var isLogarithmic in (bool[])[false, true])
        {
            var drawn = new DrawnChart(
                new LineChart("", [new("a", [(from, from), (to, to)])]) { LogY = isLogarithmic });
            var labels = drawn.All("text", "label").ToLookup(label => DrawnChart.Attribute(label, "text-anchor"));
            var heights = labels["end"].Select(label => DrawnChart.Number(label, "y")).ToArray();
            heights.Length.ShouldBeGreaterThan(1);
            heights.Zip(heights.Skip(1)).ShouldAllBe(pair => pair.First - pair.Second >= Svg.FontSize);
            labels["end"].ShouldAllBe(label => DrawnChart.Number(label, "x") - Svg.WidthOf(label.Value) >= 0);
            var spans = labels["middle"]
                .Select(label => (Middle: DrawnChart.Number(label, "x"), Half: Svg.WidthOf(label.Value) / 2))
                .ToArray();
            spans.ShouldNotBeEmpty();
            spans.ShouldAllBe(span => span.Middle - span.Half >= 0 && span.Middle + span.Half <= drawn.Width);
            spans
                .Zip(spans.Skip(1))
                .ShouldAllBe(pair => pair.First.Middle + pair.First.Half < pair.Second.Middle - pair.Second.Half);
            labels["end"].Select(label => label.Value).ShouldBeUnique();
        }
    }

    [Fact]
    public void A_million_points_give_a_small_file()
    {
        var points = Enumerable
            .Range(0, 1_000_000)
            .Select(i => ((double)i, Math.Sin(i * 0.01) + (i == 777_777 ? 8 : 0)))
            .ToArray();
        var svg = new LineChart("", [new("a", points)]).ToSvg();
        svg.Length.ShouldBeLessThan(20_000);
        new DrawnChart(new LineChart("", [new("a", points)]))
            .Paths("curve")
            .SelectMany(DrawnChart.Points)
            .Min(point => point.Y)
            .ShouldBeLessThan(100, "the peak is there");
    }

    [Fact]
    public void A_saved_file_has_the_same_text_for_the_same_numbers()
    {
        using var folder = new TemporaryFolder();
        var chart = new LineChart("ä", [Rising]);
        chart.Save(folder["a.svg"]);
        File.ReadAllText(folder["a.svg"]).ShouldBe(chart.ToSvg());
        new LineChart("ä", [Rising]).ToSvg().ShouldBe(chart.ToSvg());
    }

    [Fact]
    public void A_chart_without_plots_or_columns_is_refused()
    {
        Should.Throw<ArgumentException>(() => new LineChart("", [], 1));
        Should.Throw<ArgumentException>(() => new LineChart("", [new("", [])], 0));
    }
}
