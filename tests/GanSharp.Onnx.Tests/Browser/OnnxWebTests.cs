using System.Text.Json;
using GanSharp.PublicApi;
using GanSharp.Recipes;
using GanSharp.Reports.Tests.Browser;
using Microsoft.Playwright;

namespace GanSharp.Onnx.Tests.Browser;

/// <summary>The page of <c>examples/OnnxWeb</c>, with ONNX Runtime in a browser.</summary>
public sealed class OnnxWebTests(Chromium browser) : IClassFixture<Chromium>
{
    private const string Site = "http://gansharp.test/";
    private static readonly string Folder = Path.Combine(Repository.Root, "examples", "OnnxWeb");
    private readonly Subject _subject = new(RecipeCatalogue.Load("default"));

    [BrowserFact]
    public async Task The_page_draws_a_column_for_each_class()
    {
        var page = await OpenAsync("index.html");
        var status = page.View.Locator("#status");
        await Assertions.Expect(status).ToContainTextAsync("50 images in", new() { Timeout = 60_000 });
        (await page.View.EvaluateAsync<int[]>("[picture.width, picture.height]")).ShouldBe([80, 40]);
        (await page.View.EvaluateAsync<int>(
            "new Set(picture.getContext('2d').getImageData(0, 0, 80, 40).data).size")).ShouldBeGreaterThan(20);
        page.Said.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_browser_computes_the_same()
    {
        var page = await OpenAsync("index.html");
        var noise = _subject.Generator.Latent.Draw(3, new RandomStream("noise", 1));
        var json = await page.View.EvaluateAsync<string>(
            """
            async ([noise, labels]) => {
                const { Generator } = await import('/generator.js');
                const ort = await import('/node_modules/onnxruntime-web/dist/ort.wasm.min.mjs');
                const { session } = await Generator.load('digits.onnx');
                const { images } = await session.run({
                    noise: new ort.Tensor(
                        'float32', Float32Array.from(noise), [labels.length, noise.length / labels.length]),
                    labels: new ort.Tensor('int64', BigInt64Array.from(labels.map(BigInt)), [labels.length]),
                });
                return JSON.stringify({ shape: images.dims, values: [...images.data] });
            }
            """,
            new object[] { noise.ToArray<double>(), new[] { 2, 0, 1 } });
        using var document = JsonDocument.Parse(json);
        var shape = document.RootElement.GetProperty("shape").Deserialize<int[]>()!;
        var values = document.RootElement.GetProperty("values").Deserialize<float[]>()!;
        Subject.Compare(
            new() { ["images"] = (shape, values) }, "images", _subject.Generator.Generate(noise, [2, 0, 1]), 1e-5);
    }

    /// <summary>Opens a page of the example; the exported generator is that of the test.</summary>
    private async Task<OpenPage> OpenAsync(string name)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            Assert.Skip("onnxruntime-web is not there: run npm install in examples/OnnxWeb");
        var page = await browser.OpenAsync("about:blank");
        await page.View.RouteAsync($"{Site}**", AnswerAsync);
        await page.View.GotoAsync($"{Site}{name}");
        return page;
    }

    private Task AnswerAsync(IRoute route)
    {
        var name = new Uri(route.Request.Url).AbsolutePath[1..];
        var path = Path.Combine(Folder, name);
        if (name != "digits.onnx" && !File.Exists(path))
            return route.FulfillAsync(new() { Status = 404 });
        return route.FulfillAsync(new()
        {
            BodyBytes = name == "digits.onnx" ? _subject.Export(false) : File.ReadAllBytes(path),
            ContentType = Path.GetExtension(name) switch
            {
                ".html" => "text/html",
                ".js" or ".mjs" => "text/javascript",
                ".wasm" => "application/wasm",
                _ => "application/octet-stream",
            },
        });
    }
}
