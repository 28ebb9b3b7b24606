using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace GanSharp.Studio.Tests.Pages;

/// <summary>A browser in a studio, which collects what a page complains about.</summary>
internal sealed class StudioBrowser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly RunningStudio _studio;

    private StudioBrowser(IPlaywright playwright, IBrowser browser, RunningStudio studio) =>
        (_playwright, _browser, _studio) = (playwright, browser, studio);

    /// <summary>Errors of scripts, messages of the console, and answers that are errors.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<StudioBrowser> StartAsync(RunningStudio studio)
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium.Executable, Args = ["--no-sandbox"] }), studio);
    }

    /// <summary>Opens the printed link in a window of its own.</summary>
    public async Task<IPage> OpenAsync(
        int width = 1280, ColorScheme colors = ColorScheme.Light, string language = "en-GB")
    {
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = colors,
            Locale = language,
            AcceptDownloads = true,
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                Complaints.Add($"{response.Status} {response.Url}");
        };
        await page.GotoAsync(_studio.Link);
        return page;
    }

    /// <summary>Opens a path, and waits until its scripts have loaded.</summary>
    public async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync($"{_studio.Origin}{path}");
        await page.WaitForLoadStateAsync(LoadState.Load);
    }

    /// <summary>
    /// Requires that a page has no flaw that axe finds, needs no sideways scrolling, and had nothing to complain about.
    /// </summary>
    public async Task CheckAsync(IPage page, string where)
    {
        var found = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] }); // others take time
        found.Violations
            .Select(flaw => $"{where}: {flaw.Id} {string.Join(", ", flaw.Nodes.Select(node => node.Html).Take(3))}")
            .ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"))
            .ShouldBeLessThanOrEqualTo(0, $"{where} scrolls sideways");
        Complaints.ShouldBeEmpty(where);
    }

    /// <summary>Keeps a picture of a page if the variable <c>GANSHARP_SCREENSHOTS</c> names a folder.</summary>
    public static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("GANSHARP_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
