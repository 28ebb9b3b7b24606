using GanSharp.Reports;
using GanSharp.Training.Records;

namespace GanSharp.Studio.Tests.Runs;

public sealed class ReportTests
{
    [Fact]
    public async Task A_report_that_the_studio_serves_leads_back_to_its_run_and_a_file_does_not()
    {
        await using var studio = await RunningStudio.StartAsync();
        var folder = studio.WriteRun("0001-tiny");
        (await studio.GetAsync("/runs/0001-tiny/report")).ShouldContain(
            "<a href=\"/runs/0001-tiny\">← Back to 0001-tiny</a>");
        await studio.PostAsync("/api/runs/0001-tiny/notes", new { title = "<Flowers>", tags = (string[])[] });
        var chinese = await studio.GetAsync("/runs/0001-tiny/report?language=zh");
        chinese.ShouldContain("<html lang=\"zh\">");
        chinese.ShouldContain("<a href=\"/runs/0001-tiny\">← 返回 &lt;Flowers&gt;</a>");
        chinese.ShouldContain("训练报告");
        (await studio.GetAsync("/runs/0001-tiny/report")).ShouldContain("<h1>&lt;Flowers&gt;</h1>");
        var icon = await studio.Client.GetAsync("/favicon.ico", TestContext.Current.CancellationToken);
        icon.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml"); // a browser asks for it on such a page
        RunReport.ToHtml(RunRecord.Load(folder)).ShouldNotContain("href=\"/");
    }
}
