using GanSharp.IO;

namespace GanSharp.Tests.IO;

/// <summary>The structure of the file. The browser tests of films compare the pixels.</summary>
[Trait("Instructions", "any")]
public class WebPWriterTests
{
    [Fact]
    public void Chunks_have_even_lengths_and_fill_the_file()
    {
        var file = Write(new Animation([Frame(5), Frame(6), Frame(7)], TimeSpan.FromSeconds(0.04)));
        Chunks(file).Select(chunk => chunk.Name).ShouldBe(["RIFF"]);
        var (name, data) = Chunks(file).Single();
        (name, System.Text.Encoding.ASCII.GetString(data[..4])).ShouldBe(("RIFF", "WEBP"));
        var chunks = Chunks(data[4..]).ToArray();
        chunks.Select(chunk => chunk.Name).ShouldBe(["VP8X", "ANIM", "ANMF", "ANMF", "ANMF"]);
        chunks[0].Data.ShouldBe([2, 0, 0, 0, 2, 0, 0, 1, 0, 0]);
        chunks[1].Data[4..].ShouldBe([0, 0], "it repeats forever");
        chunks[2].Data[..16].ShouldBe([0, 0, 0, 0, 0, 0, 2, 0, 0, 1, 0, 0, 40, 0, 0, 2]);
        Chunks(chunks[2].Data[16..]).Single().Name.ShouldBe("VP8L");
    }

    [Fact]
    public void Smooth_and_repeating_pictures_become_small()
    {
        var smooth = new Bitmap(100, 100, 1, [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i % 100 + i / 100))]);
        var tiles = new Bitmap(
            100, 100, 3, [.. Enumerable.Range(0, 30_000).Select(i => (byte)(i / 3 % 10 * i / 3 % 10 * 25))]);
        foreach (var picture in (Bitmap[])[smooth, tiles])
            Write(new([picture], TimeSpan.FromSeconds(1))).Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public void Too_many_pixels_are_refused() =>
        Should.Throw<ArgumentException>(() => Write(new(
                [new(16_385, 1, 1, new byte[16_385])], TimeSpan.FromSeconds(1))))
            .Message.ShouldContain("1×16385 pixels are more than a WebP can have (16384 a side)");

    private static Bitmap Frame(byte value) => new(3, 2, 1, [value, 0, 1, 2, 3, 4]);

    private static byte[] Write(Animation animation)
    {
        var stream = new MemoryStream();
        WebPWriter.Write(stream, animation);
        return stream.ToArray();
    }

    private static IEnumerable<(string Name, byte[] Data)> Chunks(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var length = BitConverter.ToInt32(bytes, at + 4);
            yield return (System.Text.Encoding.ASCII.GetString(bytes, at, 4), bytes[(at + 8)..(at + 8 + length)]);
            at += 8 + length + length % 2;
        }
    }
}
