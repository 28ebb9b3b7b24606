using System.Text.Json;
using GanSharp.IO;

namespace GanSharp.Reports.Tests.Browser;

/// <summary>Films as the browser decodes them.</summary>
public sealed class FilmTests(Chromium browser) : IClassFixture<Chromium>, IDisposable
{
    private const string Decode = """
        async ([data, type]) => {
            const bytes = Uint8Array.from(atob(data), char => char.charCodeAt(0));
            const decoder = new ImageDecoder({ data: bytes, type });
            await decoder.tracks.ready;
            await decoder.completed;
            const track = decoder.tracks.selectedTrack, frames = [];
            for (let i = 0; i < track.frameCount; i++) {
                const { image } = await decoder.decode({ frameIndex: i });
                const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
                const context = canvas.getContext('2d', { colorSpace: 'srgb' });
                context.drawImage(image, 0, 0);
                const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
                frames.push({ time: image.duration, pixels: [...data] });
            }
            return JSON.stringify({ repeats: track.repetitionCount === Infinity, frames });
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [BrowserFact]
    public async Task A_webp_has_the_pixels_and_times_of_its_frames()
    {
        foreach (var animation in (Animation[])[Noise(1), Noise(3), Smooth(1), Smooth(3), Flat(), SinglePixels()])
        {
            var stream = new MemoryStream();
            WebPWriter.Write(stream, animation);
            await ShouldShow(stream, "image/webp", animation, 1000);
        }
    }

    [BrowserFact]
    public async Task An_apng_has_the_pixels_and_times_of_its_frames()
    {
        var stream = new MemoryStream();
        ApngWriter.Write(stream, Smooth(3));
        await ShouldShow(stream, "image/png", Smooth(3), 100);
    }

    [BrowserFact]
    public async Task A_grey_gif_has_the_pixels_and_times_of_its_frames()
    {
        var stream = new MemoryStream();
        GifWriter.Write(stream, Smooth(1));
        await ShouldShow(stream, "image/gif", Smooth(1), 100);
    }

    private async Task ShouldShow(MemoryStream file, string type, Animation animation, int perSecond)
    {
        var page = await browser.OpenAsync(_folder.Write("page.html", "<!doctype html>"u8));
        var json = await page.View.EvaluateAsync<string>(
            Decode, new[] { Convert.ToBase64String(file.ToArray()), type });
        var shown = JsonDocument.Parse(json).RootElement;
        shown.GetProperty("repeats").GetBoolean().ShouldBeTrue();
        var frames = shown.GetProperty("frames").EnumerateArray().ToArray();
        frames.Length.ShouldBe(animation.Frames.Count);
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i].GetProperty("pixels").EnumerateArray().Select(value => value.GetByte())
                .ShouldBe(Rgba(animation.Frames[i]), $"frame {i} of {type}");
        }
        int[] milliseconds = perSecond == 1000 ? [33, 34, 33, 1000] : [30, 40, 30, 1000];
        if (frames.Length == milliseconds.Length)
            frames.Select(frame => frame.GetProperty("time").GetInt32() / 1000).ShouldBe(milliseconds);
    }

    private static IEnumerable<byte> Rgba(Bitmap frame) => frame.Pixels.Chunk(frame.Channels)
        .SelectMany(pixel => (byte[])[pixel[0], pixel[pixel.Length / 2], pixel[^1], 255]);

    private static Animation Noise(int channels)
    {
        var stream = new RandomStream("noise", 1);
        return Film([.. Enumerable.Range(0, 3).Select(_ => new Bitmap(
            37, 21, channels, [.. stream.Integers(37 * 21 * channels, 256).Select(value => (byte)value)]))]);
    }

    private static Animation Smooth(int channels) => Film([.. Enumerable.Range(0, 4).Select(frame => new Bitmap(
        50, 34, channels,
        [
            .. Enumerable.Range(0, 50 * 34 * channels).Select(i =>
                (byte)(128 + 100 * Math.Sin((i / channels % 50 + frame * 5 + i % channels * 9) / 11.0)
                    * Math.Cos(i / channels / 50 / 7.0))),
        ]))]);

    private static Animation Flat() => Film(
        [
            new(130, 70, 3, [.. Enumerable.Repeat((byte)255, 130 * 70 * 3)]),
            new(130, 70, 3, new byte[130 * 70 * 3]),
        ]);

    private static Animation SinglePixels() => Film([new(1, 1, 3, [1, 2, 3]), new(1, 1, 3, [250, 0, 0])]);

    private static Animation Film(Bitmap[] frames) =>
        new(frames, TimeSpan.FromSeconds(1 / 30.0), TimeSpan.FromSeconds(1));
}
