using System.Text.RegularExpressions;
using GanSharp.Sampling;
using GanSharp.Studio.Tests.Pages;
using GanSharp.Zoo;
using Microsoft.Playwright;

namespace GanSharp.Studio.Tests.Play;

/// <summary>A visit to the pages of a generator.</summary>
public sealed class JourneyTests(PlayStudio play) : IClassFixture<PlayStudio>
{
    [BrowserFact]
    public async Task A_visitor_writes_wanders_walks_and_comes_back_to_the_same_view()
    {
        await using var browser = await StudioBrowser.StartAsync(play.Studio);
        var page = await browser.OpenAsync();
        await browser.GoAsync(page, "/play");
        await page.GetByRole(AriaRole.Link, new() { Name = "digits", Exact = true }).ClickAsync();

        await page.GetByLabel("Number or text").FillAsync("2026");
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "Rows" }).FillAsync("1");
        await ShownAsync(page, "paper", "text=2026");
        await ShownAsync(page, "paper", "rows=1");
        (await page.Locator("#paper canvas").CountAsync()).ShouldBe(4);

        await page.GetByRole(AriaRole.Tab, new() { Name = "Explore" }).ClickAsync();
        await page.Locator("#grid[data-shown]").WaitForAsync();
        var before = await InkAsync(page);
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "Direction 1", Exact = true });
        await slider.FocusAsync();
        for (var i = 0; i < 10; i++)
            await page.Keyboard.PressAsync("ArrowRight");
        await ShownAsync(page, "grid", "move=1");
        var after = await InkAsync(page);
        after.ShouldNotBe(before);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("move=1"));

        await page.GetByRole(AriaRole.Slider, new() { Name = "Directions 1 and 2" }).FocusAsync();
        await page.Keyboard.PressAsync("Shift+ArrowUp");
        await ShownAsync(page, "grid", "move=1%2C0.5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Picture 7", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "One picture: 6" }).WaitForAsync();
        await page.Locator("#nearest li").Nth(7).WaitForAsync();
        var view = await InkAsync(page);
        await browser.CheckAsync(page, "explore");

        await page.ReloadAsync();
        await ShownAsync(page, "grid", "move=1%2C0.5");
        (await InkAsync(page)).ShouldBe(view);
        (await slider.InputValueAsync()).ShouldBe("1");

        await page.GetByRole(AriaRole.Tab, new() { Name = "Between two" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Picture 2", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Picture 8", Exact = true }).ClickAsync();
        await ShownAsync(page, "interpolation", "from=1&to=7");
        await page.GetByRole(AriaRole.Slider, new() { Name = "Place between A and B" }).FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("at=32"));
        (await page.EvaluateAsync<bool>(Same("#interpolation-picture", ".cell:nth-child(8) canvas"))).ShouldBeTrue();
        await browser.CheckAsync(page, "between two");
    }

    /// <summary>What a visitor sees is what the tool draws, to the bit.</summary>
    [BrowserFact]
    public async Task The_canvases_hold_the_pixels_of_the_samples()
    {
        await using var browser = await StudioBrowser.StartAsync(play.Studio);
        var page = await browser.OpenAsync();
        await browser.GoAsync(page, "/play/~digits?show=explore&class=3&seed=5");
        await page.Locator("#grid[data-shown]").WaitForAsync();
        var shown = await page.EvaluateAsync<int[]>(
            """
            () => [...document.querySelectorAll('.cell canvas')].flatMap(canvas =>
                [...canvas.getContext('2d').getImageData(0, 0, 28, 28).data])
            """);
        var set = new SampleRequest { Labels = ["3"], Seed = 5 }.Draw(GeneratorZoo.Find("digits").Load());
        shown.ShouldBe(set.Pixels.SelectMany(grey => new int[] { grey, grey, grey, 255 }));
    }

    /// <summary>Colours come in planes.</summary>
    [BrowserFact]
    public async Task Pixels_of_three_channels_are_painted_in_their_colours()
    {
        await using var browser = await StudioBrowser.StartAsync(play.Studio);
        var page = await browser.OpenAsync();
        await browser.GoAsync(page, "/play/~digits?show=explore");
        var shown = await page.EvaluateAsync<int[]>(
            """
            async () => {
                const script = document.querySelector("script[src*=play]").src;
                const { Pictures } = await import(script.replace("play.js", "sprite.js"));
                const canvas = document.createElement('canvas');
                const bytes = Uint8Array.from({ length: 12 }, (_, i) => 10 * i);
                new Pictures(bytes, { width: 2, height: 1, channels: 3 }).paint(canvas, 1);
                return [...canvas.getContext('2d').getImageData(0, 0, 2, 1).data];
            }
            """);
        shown.ShouldBe([60, 80, 100, 255, 70, 90, 110, 255]);
    }

    /// <summary>A change of the address takes a browser long, so it waits until the slider rests.</summary>
    [BrowserFact]
    public async Task A_slider_changes_the_address_once_when_it_rests()
    {
        await using var browser = await StudioBrowser.StartAsync(play.Studio);
        var page = await browser.OpenAsync();
        await browser.GoAsync(page, "/play/~digits?show=explore");
        await page.Locator("#grid[data-shown]").WaitForAsync();
        await page.EvaluateAsync(
            """
            () => {
                window.changes = 0;
                const replace = history.replaceState;
                history.replaceState = (...all) => { window.changes++; replace.apply(history, all); };
                const slider = document.querySelector('[data-move="0"]');
                for (let i = 1; i <= 30; i++) {
                    slider.value = i / 10;
                    slider.dispatchEvent(new Event('input'));
                }
            }
            """);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("move=3$"));
        await ShownAsync(page, "grid", "move=3");
        (await page.EvaluateAsync<int>("window.changes")).ShouldBe(1);
        (await page.Locator("#grid-downloads a").First.GetAttributeAsync("href"))!.ShouldContain("move=3");
    }

    [BrowserFact]
    public async Task A_visitor_plays_the_game_to_its_end()
    {
        await using var browser = await StudioBrowser.StartAsync(play.Studio);
        var page = await browser.OpenAsync();
        await browser.GoAsync(page, $"/game/{PlayStudio.KnownRun}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        for (var i = 1; i <= 20; i++)
        {
            await page.GetByText($"Picture {i} of 20").WaitForAsync();
            if (i == 1)
                await page.GetByRole(AriaRole.Button, new() { Name = "Real R" }).ClickAsync();
            else
                await page.Keyboard.PressAsync(i % 2 == 0 ? "f" : "R");
            if (i == 5)
            {
                await page.GetByText("Picture 6 of 20").WaitForAsync();
                var (score, picture) = (page.Locator("#score"), page.Locator("#picture"));
                var before = (await score.TextContentAsync(), await picture.GetAttributeAsync("src"));
                await page.ReloadAsync();
                await page.GetByText("Picture 6 of 20").WaitForAsync();
                (await score.TextContentAsync(), await picture.GetAttributeAsync("src")).ShouldBe(before);
            }
        }
        await page.Locator("#scores dt", new() { HasText = "Discriminator" }).WaitForAsync();
        (await page.Locator("#cards li").CountAsync()).ShouldBe(20);
        (await page.Locator("#scores dd").First.TextContentAsync())
            .ShouldBe($"{await page.Locator("#cards li.right").CountAsync()} of 20");
        await browser.CheckAsync(page, "game");
        await page.ReloadAsync();
        await page.Locator("#cards li").Nth(19).WaitForAsync();
        await browser.GoAsync(page, $"/game/{PlayStudio.KnownRun}?game=gone");
        await page.GetByText("no longer has this game").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).WaitForAsync();
    }

    [BrowserFact]
    public async Task A_visitor_looks_for_a_picture_of_their_own()
    {
        var picture = await play.BytesAsync("/api/play/~digits/one.png?class=7&seed=4&zoom=4");
        await using var browser = await StudioBrowser.StartAsync(play.Studio);
        var page = await browser.OpenAsync();
        await browser.GoAsync(page, $"/play/{PlayStudio.KnownRun}?show=project");
        await page.Locator("#file").SetInputFilesAsync(
            new FilePayload { Name = "seven.png", MimeType = "image/png", Buffer = picture });
        await page.GetByRole(AriaRole.Button, new() { Name = "Explore from here" }).WaitForAsync();
        await browser.CheckAsync(page, "search");
        await page.GetByRole(AriaRole.Button, new() { Name = "Explore from here" }).ClickAsync();
        await ShownAsync(page, "grid", "start=");
        await page.GetByText("Neighbours of a picture that you chose.").WaitForAsync();
        browser.Complaints.ShouldBeEmpty();
    }

    /// <summary>Waits until an element shows an address with a part.</summary>
    private static Task ShownAsync(IPage page, string id, string part) =>
        page.Locator($"#{id}[data-shown*='{part}']").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>The pixels of the first pictures as text.</summary>
    private static Task<string> InkAsync(IPage page) => page.EvaluateAsync<string>(
        "[...document.querySelectorAll('.cell canvas')].slice(0, 4).map(each => each.toDataURL()).join()");

    private static string Same(string one, string other) =>
        $"document.querySelector('{one}').toDataURL() === document.querySelector('{other}').toDataURL()";
}
