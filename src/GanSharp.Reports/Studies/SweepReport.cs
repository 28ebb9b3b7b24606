using GanSharp.Reports.Languages;
using GanSharp.Reports.Pages;
using GanSharp.Studies;

namespace GanSharp.Reports.Studies;

/// <summary>
/// The report of a sweep, finished or not: a table of all trials, the effect of each setting, and samples, in one
/// self-contained page.
/// </summary>
public static class SweepReport
{
    /// <summary>The file name of the page in a sweep's folder.</summary>
    public const string Name = "report.html";

    /// <summary>Whether a sweep has a page, which may be older than its newest result.</summary>
    public static bool IsIn(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return File.Exists(Path.Combine(sweep.Folder, Name));
    }

    /// <summary>Returns the page as HTML that loads nothing from elsewhere.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="language">One of <see cref="PageLanguage.All"/>.</param>
    /// <exception cref="GanSharpException">
    /// A result is damaged, or there are no pages in that language.
    /// </exception>
    public static string ToHtml(Sweep sweep, string language = PageLanguage.English) =>
        ToHtml(sweep, Phrases.In(language), null);

    /// <summary>Returns the page with a link back to the program that serves it.</summary>
    internal static string ToHtml(Sweep sweep, Phrases phrases, WayBack? back)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return Html.Render<SweepPage>(nameof(SweepPage.Sweep), sweep, phrases, back);
    }

    /// <summary>Returns the table of the page as Markdown, with a picture per combination of settings.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="pictures">
    /// The prefix of the paths of pictures, such as <c>docs/study/</c>; empty by default.
    /// </param>
    /// <exception cref="GanSharpException">A result is damaged.</exception>
    public static string ToMarkdown(Sweep sweep, string pictures = "")
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return SweepMarkdown.Of(sweep, pictures);
    }

    /// <summary>Writes <c>report.html</c> into the folder of a sweep, atomically.</summary>
    /// <param name="folder">The folder of the sweep.</param>
    /// <param name="language">One of <see cref="PageLanguage.All"/>.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="GanSharpException">
    /// The folder is not a sweep, contains damaged files, or cannot be written, or there are no pages in that language.
    /// </exception>
    public static string Write(string folder, string language = PageLanguage.English)
    {
        var path = Path.Combine(folder, Name);
        Html.Save(path, ToHtml(Sweep.Open(folder), language));
        return path;
    }
}
