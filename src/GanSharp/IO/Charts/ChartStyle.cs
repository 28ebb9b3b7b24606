namespace GanSharp.IO.Charts;

/// <summary>
/// How charts look. All rules hold below one class, so that a page with charts in it keeps its own looks.
/// </summary>
internal static class ChartStyle
{
    /// <summary>The class of the <c>svg</c> element.</summary>
    public const string Root = "gansharp-chart";

    // Each has a contrast of 3 or more on its paper. Any two differ by more than 20 (CIE 1976), also to those who see
    // no red, no green or no blue.
    private static readonly string[]
        OnLight = ["#0072b2", "#e05a00", "#01ab5a", "#b1296c", "#6a4f19", "#814ffd"],
        OnDark = ["#4aa8e8", "#fead73", "#d6f2e4", "#e30a6c", "#806f06", "#884ef3"];

    private static readonly string[] Dashes = ["", "6 4", "2 3"];

    /// <summary>The style sheet.</summary>
    public static string Css { get; } =
        $$"""

        .{{Root}}{max-width:100%;height:auto;color-scheme:light dark}
        .{{Root}} text{font:12px system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
        .{{Root}} .title{font-size:15px;font-weight:600}
        .{{Root}} .subtitle{font-weight:600}
        .{{Root}} path{fill:none;stroke-width:1}
        .{{Root}} .curve{stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}
        .{{Root}} .raw{stroke-width:1;stroke-opacity:.35;stroke-linejoin:round;stroke-linecap:round}
        .{{Root}} .dots{stroke-width:6;stroke-opacity:.6;stroke-linecap:round}
        {{Colors("#ffffff", "#1f2328", "#59636e", "#e4e8ec", "#9aa4ae", OnLight)}}
        @media (prefers-color-scheme:dark){
        {{Colors("#15191e", "#e6edf3", "#9aa5b1", "#2a3037", "#5f6974", OnDark)}}
        }

        """.ReplaceLineEndings("\n");

    /// <summary>The class that gives a curve, its sign in the legend or a bar its colour.</summary>
    public static string ColorOf(int series) => $"color-{series % OnLight.Length}";

    /// <summary>The pattern of a curve, which tells those of one colour apart; empty for a whole line.</summary>
    public static string DashesOf(int series) => Dashes[series / OnLight.Length % Dashes.Length];

    private static string Colors(string paper, string ink, string faint, string grid, string axis, string[] series) =>
        string.Join(
            '\n',
    [
        $".{Root} .paper{{fill:{paper}}}",
        $".{Root} text{{fill:{ink}}}",
        $".{Root} .label{{fill:{faint}}}",
        $".{Root} .grid{{stroke:{grid}}}",
        $".{Root} .axis{{stroke:{axis}}}",
        .. series.Select((color, i) => $".{Root} .color-{i}{{color:{color}}}"),
        $".{Root} .curve,.{Root} .raw,.{Root} .dots{{stroke:currentColor}}",
        $".{Root} .bar{{fill:currentColor}}",
    ]);
}
