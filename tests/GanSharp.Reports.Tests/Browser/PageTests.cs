using GanSharp.Reports.Studies;
using GanSharp.Training.Records;
using Microsoft.Playwright;

namespace GanSharp.Reports.Tests.Browser;

public sealed class PageTests(Chromium browser) : IClassFixture<Chromium>, IDisposable
{
    private const int Phone = 360, FrameMilliseconds = 500;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [BrowserFact]
    public async Task A_report_opens_without_errors_and_without_the_network()
    {
        var report = await browser.OpenAsync(Report());

        report.Said.ShouldBeEmpty();
        report
            .Requests.Where(url => !url.StartsWith("data:image/png", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldStartWith("file://");
        (await report.View.TitleAsync()).ShouldBe("tiny · run");
        (await ShownAsync(report.View)).ShouldBe((3, "epoch 3 of 3 · step 9"));
        (await report.View.Locator(".chart svg").CountAsync()).ShouldBe(10);
    }

    [BrowserFact]
    public async Task The_slider_is_moved_by_keys_and_by_clicks()
    {
        var view = (await browser.OpenAsync(Report())).View;
        var slider = view.Locator("input[type=range]");

        await view.Keyboard.PressAsync("ArrowLeft");
        (await ShownAsync(view)).ShouldBe((2, "epoch 2 of 3 · step 6"));
        await slider.FocusAsync();
        await view.Keyboard.PressAsync("ArrowLeft");
        (await ShownAsync(view)).ShouldBe((1, "epoch 1 of 3 · step 3"));
        (await slider.GetAttributeAsync("aria-valuetext")).ShouldBe("epoch 1 of 3 · step 3");
        await view.Keyboard.PressAsync("Home");
        (await ShownAsync(view)).ShouldBe((0, "epoch 0 of 3 · step 0"));
        await view.Keyboard.PressAsync("ArrowLeft");
        (await ShownAsync(view)).Index.ShouldBe(0);

        var box = (await slider.BoundingBoxAsync())!;
        await view.Mouse.ClickAsync(box.X + box.Width - 3, box.Y + box.Height / 2);
        (await ShownAsync(view)).ShouldBe((3, "epoch 3 of 3 · step 9"));
    }

    [BrowserFact]
    public async Task Play_goes_from_the_first_picture_to_the_last_and_stops()
    {
        var view = (await browser.OpenAsync(Report())).View;
        var button = view.Locator(".player button");
        await view.Clock.PauseAtAsync(DateTime.UnixEpoch.AddYears(100));

        await button.ClickAsync();
        (await button.TextContentAsync()).ShouldBe("Pause");
        (await ShownAsync(view)).Index.ShouldBe(0);
        await view.Clock.RunForAsync(FrameMilliseconds);
        await button.ClickAsync();
        await view.Clock.RunForAsync(10 * FrameMilliseconds);
        (await button.TextContentAsync()).ShouldBe("Play");
        (await ShownAsync(view)).Index.ShouldBe(1, "it was paused");
        await button.ClickAsync();
        await view.Clock.RunForAsync(10 * FrameMilliseconds);
        (await button.TextContentAsync()).ShouldBe("Play");
        (await ShownAsync(view)).ShouldBe((3, "epoch 3 of 3 · step 9"));
    }

    [BrowserFact]
    public async Task A_Chinese_report_can_be_played_too()
    {
        var report = await browser.OpenAsync(RunReport.Write(RecordedRun.Write(_folder["run"], epochs: 3), "zh"));
        var button = report.View.Locator(".player button");
        (await button.TextContentAsync()).ShouldBe("播放");
        await button.ClickAsync();
        (await button.TextContentAsync()).ShouldBe("暂停");
        report.Said.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Pages_fit_a_phone_and_follow_its_colours()
    {
        foreach (var path in (string[])[Report(), Comparison()])
        {
            var page = await browser.OpenAsync(path, Phone, ColorScheme.Dark);
            page.Said.ShouldBeEmpty();
            (await page.View.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(Phone);
            (await page.View.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe(
                "rgb(13, 16, 20)");
        }
    }

    [BrowserFact]
    public async Task A_comparison_shows_grids_and_curves_for_the_width_of_the_window()
    {
        var page = await browser.OpenAsync(Comparison());

        page.Said.ShouldBeEmpty();
        (await page.View.Locator(".grids img[alt^=Samples]:visible").CountAsync()).ShouldBe(3 + 4);
        (await page.View.Locator(".grids img[alt^=Real]:visible").CountAsync()).ShouldBe(2);
        (await page.View.Locator(".stack:visible svg").CountAsync()).ShouldBe(3);
        (
            await page.View.EvaluateAsync<bool>(
                "[...document.images].every(image => image.naturalWidth === (image.alt[0] === 'S' ? 8 : 32))")
        ).ShouldBeTrue();
    }

    [BrowserFact]
    public async Task Tables_are_whole_at_every_width()
    {
        var study = _folder["study"];
        await SweepReportTests.WriteWideStudy(study);
        foreach (var (path, bracket) in new[] { (Path.Combine(study, SweepReport.Name), "whole"), (Comparison(), "") })
        {
            foreach (var width in (int[])[1400, 992, 390])
            {
                var page = await browser.OpenAsync(path, width);
                (await page.View.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width);
                (await page.View.EvaluateAsync<int>(
                    "Math.max(...[...document.querySelectorAll('.scroll:has(.cards)')]"
                    + ".map(region => region.scrollWidth - region.clientWidth))")
            ).ShouldBe(0, $"{path} at {width}");
                (await page.View.EvaluateAsync<string>(
                    """
                    [...new Set([...document.querySelectorAll('.trials td.number')].flatMap(cell => {
                        const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
                        const range = document.createRange();
                        while (walk.nextNode() && !walk.currentNode.data.includes('['));
                        const text = walk.currentNode, from = text.data?.indexOf('[') ?? -1;
                        if (from < 0)
                            return [];
                        range.setStart(text, from);
                        range.setEnd(text, text.data.indexOf(']') + 1);
                        return [range.getClientRects().length === 1 ? 'whole' : text.data];
                    }))].join()
                    """)).ShouldBe(bracket, $"{path} at {width}");
            }
        }
    }

    [BrowserFact]
    public async Task Columns_of_a_grid_have_the_names_of_their_classes_below_them()
    {
        var page = await browser.OpenAsync(Report(), 390);
        var grid = (await page.View.Locator(".samples img:visible").BoundingBoxAsync())!;
        var names = (await page.View.Locator(".samples .columns").BoundingBoxAsync())!;

        (names.X, names.Width).ShouldBe((grid.X, grid.Width));
        names.Y.ShouldBeGreaterThanOrEqualTo(grid.Y + grid.Height);
        (await page.View.Locator(".samples .columns span").AllTextContentsAsync()).ShouldBe(["zero", "one", "two"]);
        (await page.View.Locator(".player .column-list").TextContentAsync()).ShouldBe("Columns: zero, one, two");
    }

    [BrowserFact]
    public async Task Real_images_are_beside_the_samples_or_below_them_on_a_phone()
    {
        var path = Report();
        foreach (var width in (int[])[1400, Phone])
        {
            var view = (await browser.OpenAsync(path, width)).View;
            var samples = (await view.Locator(".samples img:visible").BoundingBoxAsync())!;
            var real = (await view.Locator(".real img").BoundingBoxAsync())!;
            if (width == Phone)
                real.Y.ShouldBeGreaterThan(samples.Y + samples.Height);
            else
                (real.Y, real.X > samples.X + samples.Width).ShouldBe((samples.Y, true));
        }
    }

    private string Report() => RunReport.Write(RecordedRun.Write(_folder["run"], epochs: 3));

    private string Comparison()
    {
        var path = _folder["compare.html"];
        new Comparison([
            RunRecord.Load(RecordedRun.Write(_folder["a"], 3)),
            RunRecord.Load(RecordedRun.Write(_folder["a-run-of-a-long-name"], 30)),
        ]).Save(path);
        return path;
    }

    /// <summary>Returns the index of the only visible picture, and its label.</summary>
    private static async Task<(int Index, string? Label)> ShownAsync(IPage view)
    {
        var visible = await view.EvaluateAsync<int[]>(
            "[...document.querySelectorAll('.samples img')].flatMap((image, i) => image.offsetWidth > 0 ? [i] : [])");
        return (visible.ShouldHaveSingleItem(), await view.Locator("output").TextContentAsync());
    }
}
