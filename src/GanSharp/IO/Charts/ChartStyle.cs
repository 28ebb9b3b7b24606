namespace GanSharp.IO.Charts;

/// <summary>
/// The style sheet of charts. All rules are scoped to one class, so they do not affect the page around a chart.
/// </summary>
internal static class ChartStyle
{
    /// <summary>The class of the <c>svg</c> element.</summary>
    public const string Root = "gansharp-chart";

    // Each colour has a contrast of 3 or more to its paper. Any two differ by more than 20 (CIE 1976), also for people
    // who cannot see red, green or blue.
    private static readonly string[]
        OnLight = ["#0072b2", "#e05a00", "#01ab5a", "#b1296c", "#6a4f19", "#814ffd"],
        OnDark = ["#4aa8e8", "#fead73", "#d6f2e4", "#e30a6c", "#806f06", "#884ef3"];

    private const string Fonts = "system-ui,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif";

    private static readonly string[] Dashes = ["", "6 4", "2 3"];

    /// <summary>The style sheet.</summary>
    public static string Css { get; } =
        $$"""

        .{{Root}}{max-width:100%;height:auto;color-scheme:light dark}
        .{{Root}} text{font:12px {{Fonts}};font-variant-numeric:tabular-nums}
        .{{Root}} .title{font-size:15px;font-weight:600}
        .{{Root}} .subtitle{font-weight:600}
        .{{Root}} path{fill:none;stroke-width:1}
        .{{Root}} .curve{stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}
        .{{Root}} .raw{stroke-width:1;stroke-opacity:.35;stroke-linejoin:round;stroke-linecap:round}
        .{{Root}} .dots{stroke-width:6;stroke-opacity:.6;stroke-linecap:round}
        {{Colors(paper: "#ffffff", ink: "#1f2328", faint: "#59636e", grid: "#e4e8ec", axis: "#9aa4ae", OnLight)}}
        @media (prefers-color-scheme:dark){
        {{Colors(paper: "#15191e", ink: "#e6edf3", faint: "#9aa5b1", grid: "#2a3037", axis: "#5f6974", OnDark)}}
        }

        """.ReplaceLineEndings("\n");

    /// <summary>Returns the class for the colour of a curve, its legend entry or a bar.</summary>
    public static string ColorOf(int series) => $"color-{series % OnLight.Length}";

    /// <summary>Returns the dashes that distinguish curves of one colour; empty for a solid line.</summary>
    public static string DashesOf(int series) => Dashes[series / OnLight.Length % Dashes.Length];

    private static string Colors(string paper, string ink, string faint, string grid, string axis, string[] series) =>
        string.Join('\n',
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
