using System.Diagnostics;
using GanSharp.IO;
using GanSharp.Studio.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GanSharp.Studio.Tests.Pages;

/// <summary>From dropped pictures to an exported generator, with the real tool.</summary>
public sealed class TrainingJourneyTests
{
    private const string Drop = """
        files => {
            const transfer = new DataTransfer();
            for (const { name, data } of files) {
                const bytes = Uint8Array.from(atob(data), char => char.charCodeAt(0));
                transfer.items.add(new File([bytes], name, { type: 'image/png' }));
            }
            const drop = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
            document.querySelector('#drop').dispatchEvent(drop);
        }
        """;

    [BrowserFact]
    public async Task A_visitor_trains_on_dropped_pictures_and_takes_the_generator_away()
    {
        await using var studio = await RunningStudio.StartAsync(
            "dotnet", Path.Combine(AppContext.BaseDirectory, "GanSharp.Cli.dll"));
        studio.WriteRun("0001-tiny");
        await using var browser = await StudioBrowser.StartAsync(studio);
        var page = await browser.OpenAsync();
        page.SetDefaultTimeout(120_000); // processes start slowly on a busy machine
        await browser.GoAsync(page, "/new");
        await page.EvaluateAsync(Drop, Pictures());
        await page.GetByText("60 grey pictures").WaitForAsync();
        await page.Locator("#set-length").FillAsync("1000000");
        await page.Locator("#length-unit").SelectOptionAsync("steps");
        await browser.CheckAsync(page, "new");
        var start = page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).First;
        await start.ClickAsync();

        await page.WaitForURLAsync("**/runs/0002-*");
        var run = Path.GetFileName(new Uri(page.Url).AbsolutePath);
        try
        {
            await StateAsync(page, "training");
            await page.GetByText("own pictures: 60 images of 16×16×1").WaitForAsync();
            await page.GetByText("You can close this page; the training goes on.").WaitForAsync();
            await page.Locator("#charts path").First.WaitForAsync();
            await MovesAsync(page);
            await page.ReloadAsync();
            await MovesAsync(page);

            await ClickAsync(page, "Pause");
            await StateAsync(page, "paused");
            await ClickAsync(page, "Continue");
            await StateAsync(page, "training");
            await ClickAsync(page, "Stop");
            await page.GetByText("It stops after this step, and is saved.").WaitForAsync();
            await StateAsync(page, "stopped");
            await ClickAsync(page, "Resume");
            await MovesAsync(page);

            Kill(studio, run);
            await StateAsync(page, "failed");
            (await page.Locator("#problem").TextContentAsync())!.ShouldContain("killed");
            await ClickAsync(page, "Resume");
            await MovesAsync(page);
            await ClickAsync(page, "Learning rates");
            await page.GetByLabel("Generator", new() { Exact = true }).FillAsync("0.0001");
            await page.GetByLabel("Reason").FillAsync("slower");
            await ClickAsync(page, "Resume with these rates");
            await StateAsync(page, "stopped", "starting");
            await MovesAsync(page);
            await ClickAsync(page, "Stop");
            await StateAsync(page, "stopped");
            (await File.ReadAllTextAsync(
                Path.Combine(studio.Options.Runs, run, "run.json"), TestContext.Current.CancellationToken))
                .ShouldContain("\"note\": \"slower\"");

            await page.Locator("#epoch").FocusAsync();
            await page.Keyboard.PressAsync("Home");
            (await page.Locator("#when").TextContentAsync()).ShouldBe("epoch 0 · step 0");
            (await page.Locator("#grid-note").TextContentAsync())!.ShouldStartWith("Made before the first step");
            await page.GetByRole(AriaRole.Button, new() { Name = "One sample through time" }).ClickAsync();
            await page.Locator("#strip canvas").Nth(1).WaitForAsync();
            await browser.CheckAsync(page, "run");
            var download = await page.RunAndWaitForDownloadAsync(
                () => page.GetByRole(AriaRole.Link, new() { Name = "Generator as ONNX" }).ClickAsync());
            new FileInfo(await download.PathAsync()).Length.ShouldBeGreaterThan(10_000);
            download.SuggestedFilename.ShouldBe($"{run}.onnx");

            await browser.GoAsync(page, "/runs"); // as one shortens the address of a run
            await page.GetByLabel($"Select {run}").CheckAsync();
            await page.GetByLabel("Select 0001-tiny").CheckAsync();
            await ClickAsync(page, "Compare");
            await page.Locator("#charts path").First.WaitForAsync();
            (await page.Locator("figure[data-run] img:not([hidden])").CountAsync()).ShouldBe(2);
            await browser.CheckAsync(page, "compare");
        }
        catch
        {
            await StudioBrowser.KeepAsync(page, "failed");
            throw;
        }
        finally
        {
            Kill(studio, run);
        }
    }

    private static Task ClickAsync(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static Task StateAsync(IPage page, params string[] states) =>
        page.Locator(string.Join(", ", states.Select(state => $".status .state-{state}"))).WaitForAsync();

    /// <summary>Waits until the shown step has grown.</summary>
    private static async Task MovesAsync(IPage page)
    {
        const string Step = "Number(document.querySelector('#progress').value)";
        await page.WaitForFunctionAsync($"{Step} > 0");
        var before = await page.EvaluateAsync<double>(Step);
        await page.WaitForFunctionAsync($"before => {Step} > before", before);
    }

    private static void Kill(RunningStudio studio, string run)
    {
        if (studio.Application.Services.GetRequiredService<TrainingProcesses>().Of(run) is { IsRunning: true } launch)
            Process.GetProcessById(launch.ProcessId).Kill();
    }

    /// <summary>Small grey pictures, each with a bright square somewhere.</summary>
    private static object[] Pictures() =>
    [
        .. Enumerable.Range(0, 60).Select(i =>
        {
            var pixels = new byte[16 * 16];
            for (var at = 0; at < 25; at++)
                pixels[(i % 9 + at / 5) * 16 + i / 9 + at % 5] = 255;
            var stream = new MemoryStream();
            PngWriter.Write(stream, new(16, 16, 1, pixels));
            return new { name = $"{i}.png", data = Convert.ToBase64String(stream.ToArray()) };
        }),
    ];
}
