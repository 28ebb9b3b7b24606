namespace GanSharp.Studio.Tests.Pages;

public sealed class ComparePageTests
{
    [BrowserFact]
    public async Task All_charts_have_the_same_steps_and_the_titles_of_the_runs()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        studio.WriteRun("0002-tiny", 9);
        await studio.PostAsync("/api/runs/0001-tiny/notes", new { title = "Flowers", tags = (string[])[] });
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync();
        await browser.GoAsync(page, "/compare?run=0001-tiny&run=0002-tiny");
        await page.Locator("#charts path").First.WaitForAsync();
        (await page.Locator("#charts svg").CountAsync()).ShouldBeGreaterThan(5);
        var axes = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('#charts svg')].map(chart => "
            + "[...chart.querySelectorAll('.mark.middle')].map(mark => mark.textContent).join(' '))");
        axes.Distinct().ShouldBe(["0 10 20"]); // of 27 steps; the energy distances begin at step 3
        (await page.Locator("#charts .legend").AllTextContentsAsync()).Distinct()
            .ShouldBe(["● 0002-tiny", "● Flowers"]);
        browser.Complaints.ShouldBeEmpty();
    }
}
