using GanSharp.Reports.Pages;
using GanSharp.Studies;

namespace GanSharp.Reports.Studies;

/// <summary>
/// The page about a sweep, be it done or going on: a table of all trials, what each setting did, and samples, in one
/// file that needs nothing else.
/// </summary>
public static class SweepReport
{
    /// <summary>The page in a sweep's folder.</summary>
    public const string Name = "report.html";

    /// <summary>Whether a sweep has a page, which may be older than its newest result.</summary>
    public static bool IsIn(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return File.Exists(Path.Combine(sweep.Folder, Name));
    }

    /// <summary>The page as text. It loads nothing from anywhere.</summary>
    /// <exception cref="GanSharpException">A result is damaged.</exception>
    public static string ToHtml(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return Html.Render<SweepPage>(nameof(SweepPage.Sweep), sweep);
    }

    /// <summary>The table of the page as Markdown, with a picture for each combination of settings.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="pictures">
    /// What the paths of pictures begin with, such as <c>docs/study/</c>; nothing by default.
    /// </param>
    /// <exception cref="GanSharpException">A result is damaged.</exception>
    public static string ToMarkdown(Sweep sweep, string pictures = "")
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return SweepMarkdown.Of(sweep, pictures);
    }

    /// <summary>Writes <c>report.html</c> into the folder of a sweep; the file appears whole or not at all.</summary>
    /// <returns>The path of the page.</returns>
    /// <exception cref="GanSharpException">
    /// The folder holds no sweep, something in it is damaged, or it cannot be written.
    /// </exception>
    public static string Write(string folder)
    {
        var path = Path.Combine(folder, Name);
        Html.Save(path, ToHtml(Sweep.Open(folder)));
        return path;
    }
}
