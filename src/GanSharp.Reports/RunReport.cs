using GanSharp.IO;
using GanSharp.Reports.Pages;
using GanSharp.Training.Records;

namespace GanSharp.Reports;

/// <summary>
/// The report of a training: samples, curves, settings and how to reproduce it, in one self-contained page.
/// </summary>
public static class RunReport
{
    /// <summary>The file name of the page in a run's folder.</summary>
    public const string Name = "report.html";

    private const int ChartWidth = 800, ChartHeight = 450;

    /// <summary>Returns the page as HTML that loads nothing from elsewhere.</summary>
    /// <exception cref="GanSharpException">A sample grid is missing or damaged.</exception>
    public static string ToHtml(RunRecord run) => ToHtml(run, null);

    /// <summary>Returns the page with a link back to the program that serves it.</summary>
    internal static string ToHtml(RunRecord run, WayBack? back)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Html.Render<ReportPage>(nameof(ReportPage.Run), run, back);
    }

    /// <summary>Writes only the page, atomically.</summary>
    /// <exception cref="GanSharpException">
    /// The path cannot be written or holds a file other than such a page, or a sample grid is damaged.
    /// </exception>
    public static void Save(RunRecord run, string path)
    {
        Html.Page.CheckReplaceable(path);
        Html.Save(path, ToHtml(run));
    }

    /// <summary>
    /// Writes into the folder of a run, finished or not: <c>report.html</c>, each chart as a file in <c>charts</c>, and
    /// the samples over the epochs as <c>animation.gif</c> and <c>animation.png</c>, with at most 100 frames of half a
    /// second. Each file is written atomically.
    /// </summary>
    /// <param name="folder">The folder of the run.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="GanSharpException">
    /// The folder is not a run, contains damaged files, or cannot be written.
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
