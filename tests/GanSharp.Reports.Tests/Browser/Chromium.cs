using Microsoft.Playwright;

namespace GanSharp.Reports.Tests.Browser;

/// <summary>A browser that the tests of a class share.</summary>
public sealed class Chromium : IAsyncLifetime
{
    internal static readonly string[] Names =
    [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The path of the browser; null if there is none.</summary>
    public static string? Executable { get; } = (
        from name in Names
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        let path = Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name)
        where File.Exists(path)
        select path).FirstOrDefault();

    public async ValueTask InitializeAsync()
    {
        if (Executable is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Executable, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a file from the disk.</summary>
    public async Task<OpenPage> OpenAsync(string path, int width = 1200, ColorScheme colors = ColorScheme.Light)
    {
        var page = await _browser!.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 800 },
                ColorScheme = colors,
            });
        await page.Clock.InstallAsync();
        var opened = new OpenPage(page);
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return opened;
    }
}

/// <summary>A page in the browser with its console messages and requests.</summary>
public sealed class OpenPage
{
    public OpenPage(IPage page)
    {
        View = page;
        page.Console += (_, message) => Said.Add(message.Text);
        page.PageError += (_, error) => Said.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage View { get; }

    public List<string> Said { get; } = [];

    public List<string> Requests { get; } = [];
}
