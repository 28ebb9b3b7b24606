using GanSharp.IO;
using GanSharp.Reports.Languages;
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
    /// <param name="run">The run.</param>
    /// <param name="language">One of <see cref="PageLanguage.All"/>.</param>
    /// <exception cref="GanSharpException">
    /// A sample grid is missing or damaged, or there are no pages in that language.
    /// </exception>
    public static string ToHtml(RunRecord run, string language = PageLanguage.English) =>
        ToHtml(run, Phrases.In(language), null);

    /// <summary>Returns the page with a link back to the program that serves it.</summary>
    internal static string ToHtml(RunRecord run, Phrases phrases, WayBack? back)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Html.Render<ReportPage>(nameof(ReportPage.Run), run, phrases, back);
    }

    /// <summary>Writes only the page, atomically.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The path of the page.</param>
    /// <param name="language">One of <see cref="PageLanguage.All"/>.</param>
    /// <exception cref="GanSharpException">
    /// The path cannot be written or holds a file other than such a page, a sample grid is damaged, or there are no
    /// pages in that language.
    /// </exception>
    public static void Save(RunRecord run, string path, string language = PageLanguage.English)
    {
        Html.Page.CheckReplaceable(path);
        Html.Save(path, ToHtml(run, language));
    }

    /// <summary>
    /// Writes into the folder of a run, finished or not: <c>report.html</c>, each chart as a file in <c>charts</c>, and
    /// the samples over the epochs as <c>animation.gif</c> and <c>animation.png</c>, with at most 100 frames of half a
    /// second. Each file is written atomically.
    /// </summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="language">One of <see cref="PageLanguage.All"/>.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="GanSharpException">
    /// The folder is not a run, contains damaged files, or cannot be written, or there are no pages in that language.
    /// </exception>
    public static string Write(string folder, string language = PageLanguage.English)
    {
        var phrases = Phrases.In(language);
        var run = RunRecord.Load(folder);
        var path = Path.Combine(folder, Name);
        Save(run, path, language);
        foreach (var (name, chart) in new RunCharts(run, ChartWidth, ChartHeight, phrases).All())
            chart.Save(Path.Combine(folder, "charts", $"{name}.svg"), Words.OfCharts(phrases));
        if (RunAnimation.Of(run) is { } animation)
        {
            GifWriter.Save(Path.Combine(folder, "animation.gif"), animation);
            ApngWriter.Save(Path.Combine(folder, "animation.png"), animation);
        }
        return path;
    }
}
