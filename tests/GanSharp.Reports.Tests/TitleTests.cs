using GanSharp.Training.Records;

namespace GanSharp.Reports.Tests;

public sealed class TitleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_title_that_a_run_was_given_is_that_of_its_page()
    {
        RecordedRun.Write(_folder["run"]);
        File.WriteAllText(_folder["run/notes.json"], """{"title":"Flowers <花>"}""");
        RunReport.Write(_folder["run"]);
        var page = File.ReadAllText(_folder["run/report.html"]);
        page.ShouldContain("<title>tiny · Flowers &lt;花&gt;</title>");
        page.ShouldContain("<h1>Flowers &lt;花&gt;</h1>");
        page.ShouldContain("Training report · run · tiny");
        File.WriteAllText(_folder["run/notes.json"], """{"title":null,"tags":5}""");
        RunReport.ToHtml(RunRecord.Load(_folder["run"])).ShouldContain("<h1>tiny</h1>");
    }
}
