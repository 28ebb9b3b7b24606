using GanSharp.Studio.Tests.Studies;
using Microsoft.Playwright;

namespace GanSharp.Studio.Tests.Pages;

public sealed class WayBackTests
{
    [BrowserFact]
    public async Task Reports_and_studies_lead_back_to_the_studio()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        StudyTests.Write(studio, "sizes");
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync(390, ColorScheme.Dark, "zh-CN");
        await browser.GoAsync(page, "/runs/0001-tiny/report");
        await browser.CheckAsync(page, "report");
        await page.GetByRole(AriaRole.Link, new() { Name = "返回 0001-tiny" }).ClickAsync();
        await page.WaitForURLAsync("**/runs/0001-tiny");
        await browser.GoAsync(page, "/studies/sizes");
        await browser.CheckAsync(page, "study");
        await page.GetByRole(AriaRole.Link, new() { Name = "全部研究" }).ClickAsync();
        await page.WaitForURLAsync("**/studies");
        browser.Complaints.ShouldBeEmpty();
    }
}
