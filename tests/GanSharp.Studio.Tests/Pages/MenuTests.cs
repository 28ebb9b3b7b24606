using Microsoft.Playwright;

namespace GanSharp.Studio.Tests.Pages;

public sealed class MenuTests
{
    [BrowserFact]
    public async Task On_a_phone_the_menu_is_one_line_that_a_button_unfolds()
    {
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync(390);
        var (menu, studies) = (
            page.GetByRole(AriaRole.Button, new() { Name = "Menu" }),
            page.GetByRole(AriaRole.Link, new() { Name = "Studies" }));
        (await page.Locator(".bar").BoundingBoxAsync())!.Height.ShouldBeLessThan(64);
        await Assertions.Expect(studies).ToBeHiddenAsync();
        await Assertions.Expect(menu).ToHaveAttributeAsync("aria-expanded", "false");
        await menu.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(menu).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(studies).ToBeVisibleAsync();
        await browser.CheckAsync(page, "menu");
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("document.activeElement.textContent")).ShouldBe("Runs");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(studies).ToBeHiddenAsync();
        await Assertions.Expect(menu).ToBeFocusedAsync();
        await menu.ClickAsync();
        await page.Mouse.ClickAsync(200, 700); // elsewhere
        await Assertions.Expect(studies).ToBeHiddenAsync();
        await menu.ClickAsync();
        await studies.ClickAsync();
        await page.WaitForURLAsync("**/studies");
        await Assertions.Expect(studies).ToBeHiddenAsync();
        await page.SetViewportSizeAsync(1280, 900);
        await Assertions.Expect(studies).ToBeVisibleAsync();
        await Assertions.Expect(menu).ToBeHiddenAsync();
        browser.Complaints.ShouldBeEmpty();
    }
}
