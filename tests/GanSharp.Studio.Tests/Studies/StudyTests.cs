using GanSharp.Reports.Studies;
using GanSharp.Studies;

namespace GanSharp.Studio.Tests.Studies;

public sealed class StudyTests
{
    [Fact]
    public async Task The_page_of_a_study_leads_back_to_all_studies_and_a_file_does_not()
    {
        await using var studio = await RunningStudio.StartAsync();
        var sweep = Write(studio, "sizes");
        (await studio.GetAsync("/studies")).ShouldContain("href=\"/studies/sizes\"");
        (await studio.GetAsync("/studies/sizes")).ShouldContain(
            "<a href=\"/studies\">← All studies</a>");
        var chinese = await studio.GetAsync("/studies/sizes?language=zh");
        chinese.ShouldContain("<a href=\"/studies\">← 全部研究</a>");
        chinese.ShouldContain("2 个试验已完成 0 个");
        SweepReport.ToHtml(sweep).ShouldNotContain("href=\"/");
    }

    /// <summary>Writes a study that was not begun.</summary>
    internal static Sweep Write(RunningStudio studio, string name) => Sweep.Open(
        Path.Combine(Path.GetDirectoryName(studio.Options.Runs)!, "sweeps", name),
        new() { Recipes = [Tiny.Recipe], Axes = [new("batch-size", ["4", "6"])], Samples = 100 });
}
