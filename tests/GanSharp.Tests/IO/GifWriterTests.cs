using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public class GifWriterTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(0.2);

    [Fact]
    public void Everything_except_the_palette_matches_the_standard()
    {
        var gif = Write(new Bitmap(2, 1, 1, [0, 255]));
        Convert.ToHexString(gif[..13]).ShouldBe("474946383961" + "0200" + "0100" + "F70000");
        // Nine bits each, low bits first: 256 (clear), 0, 255, 257 (end).
        Convert.ToHexString(gif[(13 + 768)..]).ShouldBe(
            "21FF0B" + "4E45545343415045322E30" + "0301000000" + "21F904" + "04" + "1400" + "0000" +
            "2C" + "00000000" + "0200" + "0100" + "00" + "08" + "05" + "0001FC0B08" + "00" + "3B");
    }

    [Fact]
    public void Grey_frames_are_exact()
    {
        Bitmap[] frames = [Noise(50, 40, 1), new(50, 40, 1, new byte[2000]), Noise(50, 40, 2)];
        var gif = Decode(new Animation(frames, Delay, 5 * Delay));

        (gif.Width, gif.Height).ShouldBe((50, 40));
        gif.Palette.ShouldBe([.. Enumerable.Range(0, 256).SelectMany(i => Enumerable.Repeat((byte)i, 3))]);
        gif.Frames.Select(frame => frame.Delay).ShouldBe([20, 20, 100]);
        gif.Frames.Select(frame => frame.Indices).ShouldBe(frames.Select(frame => frame.Pixels));
    }

    [Fact]
    public void A_frame_can_end_after_any_number_of_codes()
    {
        // No pair of neighbours occurs twice, so every pixel takes a code. Codes become wider after 255, 767 and 1,791
        // codes, and 3,839 fill the table. With 767 codes in a third table the last code ends at a byte boundary, where
        // a wrong width would be visible.
        var pixels = new byte[9000];
        for (var i = 1; i < pixels.Length; i++)
            pixels[i] = (byte)(pixels[i - 1] + 2 * (i / 256) + 1);
        foreach (var codes in (int[])[1, 255, 767, 1791, 3839, 3839 + 255, 2 * 3839 + 767])
            for (var width = Math.Max(1, codes - 2); width <= codes + 2; width++)
                Decode(new Bitmap(width, 1, 1, pixels[..width]))
                    .Frames[0]
                    .Indices.ShouldBe(pixels[..width], $"{width} pixels");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Long_runs_and_full_tables_are_exact(int period)
    {
        var pixels = new byte[400 * 300];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i / 97 % period * 30 + i * i / 50_000);
        Decode(new Bitmap(400, 300, 1, pixels)).Frames[0].Indices.ShouldBe(pixels);
    }

    [Fact]
    public void Colours_of_the_palette_are_exact()
    {
        byte[] levels = [0, 51, 102, 153, 204, 255];
        byte[] pixels =
        [
            .. levels.SelectMany(red =>
                levels.SelectMany(green => levels.SelectMany(blue => (byte[])[red, green, blue]))),
        ];
        Colors(Decode(new Bitmap(18, 12, 3, pixels))).ShouldBe(pixels);
    }

    [Theory]
    [InlineData(10, 60, 130)]
    [InlineData(254, 1, 77)]
    [InlineData(128, 128, 128)]
    public void Other_colours_are_right_on_average_over_the_pattern(byte red, byte green, byte blue)
    {
        byte[] pixels = [.. Enumerable.Range(0, 64).SelectMany(_ => (byte[])[red, green, blue])];
        var shown = Colors(Decode(new Bitmap(8, 8, 3, pixels)));
        for (var channel = 0; channel < 3; channel++)
            Enumerable.Range(0, 64).Average(i => (double)shown[3 * i + channel]).ShouldBe(pixels[channel], 51 / 128.0);
        if (red == green && green == blue)
            shown.Chunk(3).ShouldAllBe(color => color[0] == color[1] && color[1] == color[2]);
    }

    [Fact]
    public void A_picture_too_large_for_GIF_is_refused() =>
        Should
            .Throw<ArgumentException>(() => Write(new Bitmap(65_536, 1, 1, new byte[65_536])))
            .Message.ShouldContain("1×65536 pixels are more");

    [Fact]
    public void A_saved_file_has_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var picture = Noise(4, 4, 1);
        GifWriter.Save(folder["a.gif"], new([picture], Delay));
        File.ReadAllBytes(folder["a.gif"]).ShouldBe(Write(picture));
    }

    private static Bitmap Noise(int width, int height, int seed) =>
        new(
            width, height, 1,
            [.. new RandomStream("noise", seed).Integers(width * height, 256).Select(value => (byte)value)]);

    /// <summary>Returns the pixels of the first frame as red, green and blue.</summary>
    private static byte[] Colors(GifDecoder gif) =>
        [.. gif.Frames[0].Indices.SelectMany(index => gif.Palette[(3 * index)..(3 * index + 3)])];

    private static GifDecoder Decode(Bitmap picture) => new(Write(picture));

    private static GifDecoder Decode(Animation animation) => new(Write(animation));

    private static byte[] Write(Bitmap picture) => Write(new Animation([picture], Delay));

    private static byte[] Write(Animation animation)
    {
        var stream = new MemoryStream();
        GifWriter.Write(stream, animation);
        return stream.ToArray();
    }
}
