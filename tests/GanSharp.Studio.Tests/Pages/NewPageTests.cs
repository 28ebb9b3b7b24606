using System.Text.RegularExpressions;
using GanSharp.Studio.Tests.NewTraining;
using Microsoft.Playwright;

namespace GanSharp.Studio.Tests.Pages;

public sealed class NewPageTests
{
    [BrowserFact]
    public async Task Pictures_are_chosen_looked_at_and_trained_with_settings_that_the_form_and_the_text_share()
    {
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync();
        await browser.GoAsync(page, "/new");
        await page.SetInputFilesAsync(
            "#files",
            [
                .. Enumerable.Range(0, 20).Select(i => new FilePayload
                {
                    Name = $"{i} & <b>.png",
                    MimeType = "image/png",
                    Buffer = Uploads.Picture((byte)(10 * i), 24),
                }),
                new() { Name = "film.mp4", MimeType = "video/mp4", Buffer = [1, 2, 3] },
            ]);
        await Assertions.Expect(page.Locator("#found-count")).ToHaveTextAsync("20 coloured pictures");
        await Assertions.Expect(page.Locator("#found-size")).ToContainTextAsync("24×24");
        await Assertions.Expect(page.Locator("#found-few")).ToContainTextAsync("20 pictures are few");
        await Assertions.Expect(page.Locator("#found-out")).ToContainTextAsync("1 × .mp4");
        (await page.EvaluateAsync<int>("thumbnails.decode().then(() => thumbnails.naturalWidth)")).ShouldBe(530);

        var (yaml, batch, seed) = (page.Locator("#yaml"), page.GetByLabel("Batch size"), page.GetByLabel("Seed"));
        await Assertions.Expect(page.GetByLabel("Recipe", new() { Exact = true })).ToHaveValueAsync("fastgan");
        await Assertions.Expect(page.Locator("#recipe > option")).ToHaveTextAsync("fastgan (recommended)");
        await Assertions.Expect(yaml).ToHaveValueAsync(new Regex("batch-size: 16\\b"));
        await batch.FillAsync("8");
        await Assertions.Expect(yaml).ToHaveValueAsync(new Regex("batch-size: 8\\b"));
        await batch.FillAsync("many");
        await Assertions.Expect(page.Locator("#fault-batch-size")).ToContainTextAsync("'many' is not a whole number");
        await Assertions.Expect(Start(page)).ToBeDisabledAsync();
        await batch.FillAsync("4");
        await Assertions.Expect(page.Locator("#fault-batch-size")).ToBeHiddenAsync();

        var (length, unit) = (page.GetByLabel("Length", new() { Exact = true }), page.GetByLabel("Unit of the length"));
        var (lengthBefore, unitBefore) = (await length.InputValueAsync(), await unit.InputValueAsync());
        await unit.SelectOptionAsync("steps");
        await length.FillAsync("0");
        await Assertions.Expect(page.Locator("#fault-length")).ToContainTextAsync("one step or more");
        await Assertions.Expect(Start(page)).ToBeDisabledAsync();
        await unit.SelectOptionAsync(unitBefore);
        await length.FillAsync(lengthBefore);
        await Assertions.Expect(page.Locator("#fault-length")).ToBeHiddenAsync();
        await Assertions.Expect(Start(page)).ToBeEnabledAsync();

        var text = (await yaml.InputValueAsync()).Replace("seed: 1", "seed: 77 # lucky", StringComparison.Ordinal);
        await yaml.FillAsync(text);
        await Assertions.Expect(seed).ToHaveValueAsync("77");
        var broken = text.Replace("\nsteps: ", "\nstepz: ", StringComparison.Ordinal);
        await yaml.FillAsync(broken);
        await Assertions.Expect(page.Locator("#yaml-fault")).ToContainTextAsync("there is no setting 'stepz'");
        await Assertions.Expect(page.Locator("#yaml-fault")).ToContainTextAsync("Line ");
        await Assertions.Expect(seed).ToBeDisabledAsync();
        (await yaml.InputValueAsync()).ShouldBe(broken);
        await yaml.FillAsync(text);
        await page.GetByLabel("Image size").FillAsync("32");
        await Assertions.Expect(yaml).ToHaveValueAsync(new Regex("image-size: 32\\b"));
        await Assertions.Expect(yaml).ToHaveValueAsync(new Regex("seed: 77 # lucky"));
        await Assertions.Expect(Start(page)).ToBeEnabledAsync();
        await page.EvaluateAsync("document.querySelectorAll('#form details').forEach(each => each.open = true)");
        await browser.CheckAsync(page, "/new with pictures");

        await Start(page).ClickAsync();
        await page.WaitForURLAsync("**/runs/0001-fastgan");
        await page.WaitForTimeoutAsync(200);
        browser.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Settings_outlive_a_reload_until_they_are_reset_or_the_training_starts()
    {
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync();
        await browser.GoAsync(page, "/new?dataset=digits");
        var (yaml, recipe) = (page.Locator("#yaml"), page.GetByLabel("Recipe", new() { Exact = true }));
        var reset = page.GetByRole(AriaRole.Button, new() { Name = "Reset the settings" });
        await Assertions.Expect(recipe).ToHaveValueAsync("default");
        await recipe.SelectOptionAsync("gan");
        await Assertions.Expect(yaml).ToHaveValueAsync(new Regex("name: gan\\b"));
        await Assertions.Expect(reset).ToBeHiddenAsync();
        await page.GetByLabel("Seed").FillAsync("77");
        await Assertions.Expect(yaml).ToHaveValueAsync(new Regex("seed: 77\\b"));
        await page.GetByLabel("Batch size").FillAsync("many");
        await page.ReloadAsync();

        await Assertions.Expect(recipe).ToHaveValueAsync("gan");
        await Assertions.Expect(page.Locator("#recipe > option")).ToHaveTextAsync("default (recommended)");
        await Assertions.Expect(page.GetByLabel("Seed")).ToHaveValueAsync("77");
        await Assertions.Expect(page.GetByLabel("Batch size")).ToHaveValueAsync("many");
        await Assertions.Expect(page.Locator("#fault-batch-size")).ToContainTextAsync("'many' is not a whole number");
        await reset.ClickAsync();
        await Assertions.Expect(yaml).ToHaveValueAsync(new Regex("seed: 1\\b"));
        await Assertions.Expect(page.Locator("#fault-batch-size")).ToBeHiddenAsync();
        await Assertions.Expect(reset).ToBeHiddenAsync();

        await yaml.FillAsync((await yaml.InputValueAsync()).Replace("seed: 1", "sead: 1", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("#yaml-fault")).ToContainTextAsync("there is no setting 'sead'");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#yaml-fault")).ToContainTextAsync("there is no setting 'sead'");
        await browser.CheckAsync(page, "/new with settings that were brought back");
        await yaml.FillAsync((await yaml.InputValueAsync()).Replace("sead: 1", "seed: 5", StringComparison.Ordinal));
        await Assertions.Expect(Start(page)).ToBeEnabledAsync();
        await Start(page).ClickAsync();
        await page.WaitForURLAsync("**/runs/0001-gan");
        await browser.GoAsync(page, "/new?dataset=digits");
        await Assertions.Expect(recipe).ToHaveValueAsync("default");
        await Assertions.Expect(reset).ToBeHiddenAsync();
        browser.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Data_outlive_a_reload_and_a_visit_to_other_pages_and_pictures_can_be_chosen_again()
    {
        await using var studio = await RunningStudio.StartAsync();
        var (id, _) = await studio.UploadAsync(
            [.. Enumerable.Range(0, 12).Select(i => ($"pets <b>/{i}.png", Uploads.Picture((byte)(10 * i))))]);
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync();
        await browser.GoAsync(page, $"/new?upload={id}");
        var found = page.Locator("#found-count");
        await Assertions.Expect(found).ToHaveTextAsync("12 coloured pictures");
        await Assertions.Expect(page.Locator("#found-name")).ToHaveTextAsync("pets <b>");
        await browser.GoAsync(page, "/bin");
        await page.GetByRole(AriaRole.Link, new() { Name = "New training" }).ClickAsync();
        await Assertions.Expect(found).ToHaveTextAsync("12 coloured pictures");
        page.Url.ShouldEndWith($"/new?upload={id}");
        await page.ReloadAsync();
        await Assertions.Expect(found).ToHaveTextAsync("12 coloured pictures");

        await page.GetByRole(AriaRole.Button, new() { Name = "Choose other pictures" }).ClickAsync();
        await Assertions.Expect(page.Locator("#uploads li")).ToContainTextAsync("12 pictures");
        await browser.CheckAsync(page, "/new with pictures from before");
        await browser.GoAsync(page, "/new"); // nothing is chosen any more
        await page.GetByRole(AriaRole.Button, new() { Name = "Use it: pets <b>" }).ClickAsync();
        await Assertions.Expect(found).ToHaveTextAsync("12 coloured pictures");
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose other pictures" }).ClickAsync();
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove: pets <b>" }).ClickAsync();
        await Assertions.Expect(page.Locator("#earlier")).ToBeHiddenAsync();
        Directory.Exists(studio.FolderOf(id)).ShouldBeFalse();
        await browser.GoAsync(page, "/bin");
        await browser.CheckAsync(page, "/bin with pictures");
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore: Pictures: pets <b>" }).ClickAsync();
        await Assertions.Expect(found).ToHaveTextAsync("12 coloured pictures");
        browser.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Recipes_and_faults_are_in_the_language_of_the_page()
    {
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync(390, ColorScheme.Dark, "zh-CN");
        await browser.GoAsync(page, "/new?dataset=digits");
        var about = page.Locator("#recipe-about");
        await Assertions.Expect(about).ToContainTextAsync(new Regex("[\u4e00-\u9fff]{4}"));
        await page.Locator("#recipe").SelectOptionAsync("gan");
        await Assertions.Expect(page.Locator("#yaml")).ToHaveValueAsync(new Regex("name: gan\\b"));
        await Assertions.Expect(about).Not.ToContainTextAsync(new Regex("[a-z]+ [a-z]+ [a-z]+"));
        await page.Locator("#set-batch-size").FillAsync("many");
        await Assertions.Expect(page.Locator("#fault-batch-size")).ToHaveTextAsync("“many”不是 1 到 65536 之间的整数");
        await browser.CheckAsync(page, "/new in Chinese");
    }

    [BrowserFact]
    public async Task A_size_that_does_not_fit_is_marked_at_its_field()
    {
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync();
        await browser.GoAsync(page, "/new?dataset=digits");
        var size = page.GetByLabel("Image size");
        await size.FillAsync("30");
        await Assertions.Expect(size).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Locator("#fault-image-size")).ToContainTextAsync("write 32");
        (await page.Locator("#form [aria-invalid=true]").CountAsync()).ShouldBe(1);
        (await page.Locator("#form details[open]").CountAsync()).ShouldBe(0);
        browser.Complaints.ShouldBeEmpty();
    }

    private static ILocator Start(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).Last;
}
