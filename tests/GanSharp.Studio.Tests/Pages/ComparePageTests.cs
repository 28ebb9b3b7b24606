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
        (await page.Locator("#charts .legend li").AllTextContentsAsync()).Distinct()
            .ShouldBe(["Flowers", "0002-tiny"]);
        browser.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Long_titles_of_many_runs_stay_in_their_chart()
    {
        await using var studio = await RunningStudio.StartAsync();
        string[] runs = [.. Enumerable.Range(1, 8).Select(i => $"000{i}-tiny")];
        foreach (var (i, run) in runs.Index())
        {
            studio.WriteRun(run);
            var title = $"{i} flowers of the summer, with a lower learning rate and augmentation";
            await studio.PostAsync($"/api/runs/{run}/notes", new { title, tags = (string[])[] });
        }
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync(390);
        await browser.GoAsync(page, $"/compare?{string.Join('&', runs.Select(run => $"run={run}"))}");
        await page.Locator("#charts path").First.WaitForAsync();
        await browser.CheckAsync(page, "compare");
        (await page.EvaluateAsync<int>(
            """
            [...document.querySelectorAll('#charts figure')].filter(chart => {
                const inside = chart.getBoundingClientRect();
                const name = chart.querySelector('.name').getBoundingClientRect();
                return [...chart.querySelectorAll('.legend li')].some(each => {
                    const box = each.getBoundingClientRect();
                    return box.left < inside.left || box.right > inside.right || box.top < name.bottom;
                });
            }).length
            """)).ShouldBe(0);
        (await page.Locator("#charts figure").First.Locator(".legend li").CountAsync()).ShouldBe(8);
    }

    /// <summary>Long settings side by side would be columns of single words there, and wider than the screen.</summary>
    [BrowserFact]
    public async Task On_a_phone_the_settings_of_the_runs_are_one_below_the_other()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        studio.WriteRun("0002-tiny");
        var recipe = Path.Combine(studio.Options.Runs, "0002-tiny", "recipe.yaml");
        var yaml = await File.ReadAllTextAsync(recipe, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            recipe, yaml.Replace("leaky-relu", "relu", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync(390);
        await browser.GoAsync(page, "/compare?run=0001-tiny&run=0002-tiny");
        (await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('.settings tbody tr')].flatMap(row => {
                const boxes = [...row.cells].map(cell => cell.getBoundingClientRect());
                return boxes.every((box, i) => box.right <= innerWidth && (i === 0 || box.top >= boxes[i - 1].bottom))
                    ? [[...row.querySelectorAll('td')].map(cell => getComputedStyle(cell, '::before').content).join()]
                    : ['beside each other'];
            })
            """)).Distinct().ShouldBe(["\"0001-tiny\",\"0002-tiny\""]);
        await browser.CheckAsync(page, "compare");
    }
}
