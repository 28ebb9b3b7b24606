using System.Buffers.Binary;
using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public class ApngWriterTests
{
    private static readonly Bitmap[] Colours = [Frame(3, 0), Frame(3, 90), Frame(3, 180)];

    [Fact]
    public void Chunks_are_in_order_and_numbered()
    {
        var chunks = Chunks(Colours);
        chunks
            .Select(chunk => chunk.Type)
            .ShouldBe(["IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND"]);
        Convert.ToHexString(chunks[1].Data).ShouldBe("00000003" + "00000000", "three frames, forever");
        chunks
            .Where(chunk => chunk.Type is "fcTL" or "fdAT")
            .Select(chunk => BinaryPrimitives.ReadInt32BigEndian(chunk.Data))
            .ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public void Frames_record_their_size_position_and_delay() =>
        Chunks(Colours)
            .Where(chunk => chunk.Type == "fcTL")
            .Select(chunk => Convert.ToHexString(chunk.Data[4..]))
            .ShouldBe([
                "00000005" + "00000004" + "0000000000000000" + "00190064" + "0000",
                "00000005" + "00000004" + "0000000000000000" + "00190064" + "0000",
                "00000005" + "00000004" + "0000000000000000" + "00C80064" + "0000",
            ]);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_plain_PNG_reader_sees_the_first_frame(int channels)
    {
        Bitmap[] frames = [Frame(channels, 0), Frame(channels, 1)];
        var picture = PngReader.Read(new MemoryStream(Write(frames)), "a.png");
        (picture.Width, picture.Height, picture.Channels).ShouldBe((5, 4, channels));
        picture.Pixels.ShouldBe(frames[0].Pixels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_frame_is_exact(int channels)
    {
        Bitmap[] frames = [Frame(channels, 0), Frame(channels, 90), Frame(channels, 180)];
        var chunks = Chunks(frames);
        var later = chunks
            .Where(chunk => chunk.Type == "fdAT")
            .Select(chunk => Alone(chunks[0].Data, chunk.Data[4..]).Pixels);
        later.ShouldBe(frames.Skip(1).Select(frame => frame.Pixels));
    }

    [Fact]
    public void A_saved_file_has_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        ApngWriter.Save(folder["a.png"], Animated(Colours));
        File.ReadAllBytes(folder["a.png"]).ShouldBe(Write(Colours));
    }

    /// <summary>Reads compressed pixels as a PNG.</summary>
    private static Bitmap Alone(byte[] header, byte[] pixels)
    {
        var png = new MemoryStream();
        png.Write(FileKind.Png.Signature);
        PngChunks.Write(png, "IHDR"u8, header);
        PngChunks.Write(png, "IDAT"u8, pixels);
        PngChunks.Write(png, "IEND"u8, []);
        png.Position = 0;
        return PngReader.Read(png, "frame");
    }

    private static Bitmap Frame(int channels, int shift) =>
        new(5, 4, channels, [.. Enumerable.Range(0, 20 * channels).Select(i => (byte)(i * 31 + shift))]);

    private static Animation Animated(Bitmap[] frames) =>
        new(frames, TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(2));

    private static (string Type, byte[] Data)[] Chunks(Bitmap[] frames) =>
        [.. PngChunks.Read(new MemoryStream(Write(frames)), "a.png")];

    private static byte[] Write(Bitmap[] frames)
    {
        var stream = new MemoryStream();
        ApngWriter.Write(stream, Animated(frames));
        return stream.ToArray();
    }
}
