using GanSharp.IO;
using GanSharp.Studio.Processes;
using GanSharp.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GanSharp.Studio.Tests.Pages;

public sealed class QueueListTests
{
    [BrowserFact]
    public async Task A_paused_run_that_holds_the_queue_is_named_on_the_page_of_the_runs_and_before_a_new_one()
    {
        await using var studio = await RunningStudio.StartAsync();
        var folder = studio.WriteRun("0001-tiny");
        studio.WriteRun("0002-tiny");
        await studio.PostAsync("/api/runs/0001-tiny/notes", new { title = "Flowers", tags = (string[])[] });
        using var held = FileLock.Take(Path.Combine(folder, ".lock"), "taken");
        RunControl.Request(folder, RunRequest.Pause);
        studio.Application.Services.GetRequiredService<TrainingQueue>().Add("0002-tiny", null, ["resume"]);
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync();
        var holder = page.Locator("#queue-holder");
        await Assertions.Expect(holder).ToHaveTextAsync(
            "Flowers is paused and holds the queue. Continue or stop it, and the next run starts.");
        await browser.CheckAsync(page, "runs");
        await browser.GoAsync(page, "/new?dataset=digits");
        await Assertions.Expect(page.Locator("#start-note")).ToHaveTextAsync(
            "“Flowers” is paused and holds the queue; this run will wait.");
        RunControl.Request(folder, RunRequest.Continue);
        await browser.GoAsync(page, "/");
        await Assertions.Expect(holder).ToHaveTextAsync("Flowers is training now.");
        await holder.GetByRole(AriaRole.Link).ClickAsync();
        await page.WaitForURLAsync("**/runs/0001-tiny");
        browser.Complaints.ShouldBeEmpty();
    }
}
