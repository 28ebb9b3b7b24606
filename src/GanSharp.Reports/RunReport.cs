using GanSharp.IO;
using GanSharp.Reports.Pages;
using GanSharp.Training.Records;

namespace GanSharp.Reports;

/// <summary>
/// The page that a training leaves behind: samples, curves, settings and how to repeat it, in one file that needs
/// nothing else.
/// </summary>
public static class RunReport
{
    /// <summary>The page in a run's folder.</summary>
    public const string Name = "report.html";

    private const int ChartWidth = 800, ChartHeight = 450;

    /// <summary>The page as text. It loads nothing from anywhere.</summary>
    /// <exception cref="GanSharpException">A sample grid is gone or damaged.</exception>
    public static string ToHtml(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Html.Render<ReportPage>(nameof(ReportPage.Run), run);
    }

    /// <summary>Writes the page alone; the file appears whole or not at all.</summary>
    /// <exception cref="GanSharpException">
    /// The path cannot be written or holds something else than such a page, or a sample grid is damaged.
    /// </exception>
    public static void Save(RunRecord run, string path)
    {
        Html.Page.CheckReplaceable(path);
        Html.Save(path, ToHtml(run));
    }

    /// <summary>
    /// Writes into the folder of a run, be it finished or going on: <c>report.html</c>, each chart as a file in
    /// <c>charts</c>, and the samples over the epochs as <c>animation.gif</c> and <c>animation.png</c>, at most 100
    /// frames of half a second. Each file appears whole or not at all.
    /// </summary>
    /// <param name="folder">The folder of the run.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="GanSharpException">
    /// The folder is no run, something in it is damaged, or it cannot be written.
    /// </exception>
    public static string Write(string folder)
    {
        var run = RunRecord.Load(folder);
        var path = Path.Combine(folder, Name);
        Save(run, path);
        foreach (var (name, chart) in new RunCharts(run, ChartWidth, ChartHeight).All())
            chart.Save(Path.Combine(folder, "charts", $"{name}.svg"));
        if (RunAnimation.Of(run) is { } animation)
        {
            GifWriter.Save(Path.Combine(folder, "animation.gif"), animation);
            ApngWriter.Save(Path.Combine(folder, "animation.png"), animation);
        }
        return path;
    }
}
