namespace GanSharp.Studio.Tests.Comparisons;

public sealed class ComparisonTests
{
    private const string Address = "/compare?run=0001-tiny&run=0002-tiny";

    [Fact]
    public async Task Runs_are_compared_by_their_titles()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        studio.WriteRun("0002-tiny", 3);
        await TitleAsync(studio, "0001-tiny", "Flowers");
        var page = await studio.GetAsync(Address);
        page.ShouldContain("data-run=\"0001-tiny\" data-title=\"Flowers\"");
        page.ShouldContain("<a href=\"/runs/0001-tiny\">Flowers</a>");
        page.ShouldContain("<th scope=\"row\">Flowers</th>");
        page.ShouldContain("<th scope=\"row\">0002-tiny</th>");
    }

    [Fact]
    public async Task Runs_with_the_same_title_are_told_apart_by_their_folders()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        studio.WriteRun("0002-tiny");
        await TitleAsync(studio, "0001-tiny", "Flowers");
        await TitleAsync(studio, "0002-tiny", "Flowers");
        var page = await studio.GetAsync(Address);
        page.ShouldContain("<th scope=\"row\">Flowers (0001-tiny)</th>");
        page.ShouldContain("<th scope=\"row\">Flowers (0002-tiny)</th>");
    }

    private static Task TitleAsync(RunningStudio studio, string run, string title) =>
        studio.PostAsync($"/api/runs/{run}/notes", new { title, tags = (string[])[] });
}
