using System.Globalization;
using Microsoft.Playwright;

namespace GanSharp.Studio.Tests.Pages;

/// <summary>Every page, from phone to projector, light and dark, in both languages.</summary>
public sealed class PageTests
{
    private static readonly string[] Paths =
    [
        "/", "/runs/0001-tiny", "/compare?run=0001-tiny&run=0002-tiny", "/new", "/play", "/play/~digits", "/studies",
        "/bin",
    ];

    [BrowserFact]
    public async Task No_page_has_a_flaw_at_any_width_in_any_colours()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        RecordedRun.Write(Path.Combine(studio.Options.Runs, "0002-tiny"));
        await studio.PostAsync("/api/runs/0001-tiny/notes", new { title = "Flowers 花", tags = (string[])["talk"] });
        studio.WriteRun("0003-tiny");
        await studio.PostAsync("/api/runs/0003-tiny/delete");
        await using var browser = await StudioBrowser.StartAsync(studio);
        (int Width, ColorScheme Colors, string Language)[] views =
        [
            (390, ColorScheme.Light, "zh-CN"), (390, ColorScheme.Dark, "en-GB"), (1280, ColorScheme.Light, "en-GB"),
            (1280, ColorScheme.Dark, "zh-CN"), (1920, ColorScheme.Light, "en-GB"), (1920, ColorScheme.Dark, "en-GB"),
        ];
        foreach (var (width, colors, language) in views)
        {
            var page = await browser.OpenAsync(width, colors, language);
            foreach (var path in Paths)
            {
                await browser.GoAsync(page, path);
                await page.WaitForTimeoutAsync(200);
                var where = $"{path} {width} {colors} {language}";
                await browser.CheckAsync(page, where);
                await StudioBrowser.KeepAsync(
                    page, string.Concat(where.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')));
            }
            await page.Context.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task A_page_needs_less_than_300_kB_of_script()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync();
        foreach (var path in Paths.Where(path => !path.Contains("compare")))
        {
            var bytes = 0;
            page.Response += Count;
            await browser.GoAsync(page, path);
            await page.WaitForTimeoutAsync(200);
            page.Response -= Count;
            bytes.ShouldBeInRange(1000, 300_000, path);

            void Count(object? sender, IResponse response)
            {
                if (response.Request.ResourceType == "script")
                    Interlocked.Add(
                        ref bytes, int.Parse(response.Headers["content-length"], CultureInfo.InvariantCulture));
            }
        }
    }

    [BrowserFact]
    public async Task The_language_can_be_changed_and_is_kept()
    {
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "训练" }).WaitForAsync();
        await browser.GoAsync(page, "/bin");
        (await page.TitleAsync()).ShouldBe("回收站 · GanSharp");
        browser.Complaints.ShouldBeEmpty();
    }
}
