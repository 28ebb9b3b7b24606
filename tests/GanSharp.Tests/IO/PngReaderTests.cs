using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public sealed class PngReaderTests : IDisposable
{
    private static readonly Dictionary<string, Example> Examples = Fixtures
        .Load<Example[]>("png.json")
        .ToDictionary(example => example.Name);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. Examples.Keys];

    // Small files that together have a palette, transparency, passes, several chunks of pixels and a comment.
    public static TheoryData<string> Victims =>
        ["palette 4 transparent", "rgb-alpha 16 interlaced", "grey 1", "in parts, with a comment"];

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Names))]
    public void Every_kind_of_PNG_is_read_as_it_appears_on_white(string name)
    {
        var example = Examples[name];
        var picture = PngReader.Read(_folder.Write("a.png", example.Png));
        (picture.Width, picture.Height, picture.Channels).ShouldBe((example.Width, example.Height, example.Channels));
        picture.Pixels.ShouldBe(example.Pixels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Written_pictures_are_read_back(int channels)
    {
        var picture = new Bitmap(7, 5, channels, [.. Enumerable.Range(0, 35 * channels).Select(i => (byte)(i * 91))]);
        PngWriter.Save(_folder["a.png"], picture, [new("Seed", "1")]);
        PngReader.Read(_folder["a.png"]).Pixels.ShouldBe(picture.Pixels);
    }

    [Theory]
    [InlineData("black", 1, 50)]
    [InlineData("white", 1, 178)]
    [InlineData("#000080", 3, 50, 50, 114)]
    public void Transparent_pixels_lie_on_the_background(string colour, int channels, params int[] expected)
    {
        using var file = new MemoryStream();
        file.Write(FileKind.Png.Signature);
        PngChunks.Write(file, "IHDR"u8, [0, 0, 0, 1, 0, 0, 0, 1, 8, 4, 0, 0, 0]);
        var samples = new MemoryStream();
        using (var packed = new ZLibStream(samples, CompressionLevel.Fastest, leaveOpen: true))
            packed.Write([0, 100, 127]);
        PngChunks.Write(file, "IDAT"u8, samples.ToArray());
        PngChunks.Write(file, "IEND"u8, []);
        file.Position = 0;

        var picture = PngReader.Read(file, "a.png", PixelColor.Parse(colour));

        picture.Channels.ShouldBe(channels);
        picture.Pixels.ShouldBe([.. expected.Select(value => (byte)value)]);
    }

    [Fact]
    public void Planes_are_channel_by_channel() =>
        new Bitmap(2, 1, 3, [1, 10, 100, 2, 20, 200]).ToPlanes().ShouldBe([1, 2, 10, 20, 100, 200]);

    [Theory, MemberData(nameof(Victims))]
    public void A_file_cut_short_anywhere_is_refused_by_name(string name)
    {
        var png = Examples[name].Png;
        for (var length = 0; length < png.Length; length++)
            Refusal(png[..length])
                .ShouldEndWith("; fetch or write the file again", customMessage: $"cut to {length} bytes");
    }

    [Theory, MemberData(nameof(Victims))]
    public void Any_changed_byte_is_detected(string name)
    {
        var png = Examples[name].Png;
        for (var at = 0; at < png.Length; at++)
            foreach (var flip in (byte[])[1, 0x20, 0xFF])
                Refusal(Changed(png, at, flip));
    }

    [Theory, MemberData(nameof(Victims))]
    public void A_change_with_a_valid_checksum_gives_a_picture_or_an_error(string name)
    {
        var (png, pictures) = (Examples[name].Png, 0);
        for (var at = 8; at < png.Length; at++)
        {
            try
            {
                PngReader.Read(new MemoryStream(WithChecksums(Changed(png, at, 0x11))), "forged.png");
                pictures++;
            }
            catch (GanSharpException error)
            {
                error.Message.ShouldStartWith("forged.png: ");
            }
        }
        pictures.ShouldBeInRange(1, png.Length - 50);
    }

    [Theory]
    [InlineData(0, 1, 8, 2, 0, "1×0 pixels are not a picture")]
    [InlineData(1, 0, 8, 2, 0, "0×1 pixels are not a picture")]
    [InlineData(1_048_577, 1, 8, 2, 0, "1×1048577 pixels are too many (at most 1048576 per side")]
    [InlineData(16_384, 4_609, 8, 2, 0, "4609×16384 pixels are too many")]
    [InlineData(-1, -1, 16, 6, 1, "4294967295×4294967295 pixels are too many")]
    [InlineData(1, 1, 3, 0, 0, "colour type 0 with 3 bits")]
    [InlineData(1, 1, 4, 2, 0, "colour type 2 with 4 bits")]
    [InlineData(1, 1, 16, 3, 0, "colour type 3 with 16 bits")]
    [InlineData(1, 1, 8, 1, 0, "colour type 1 with 8 bits")]
    [InlineData(1, 1, 8, 2, 2, "interlace methods 0, 0 and 2")]
    [InlineData(1, 1, 8, 3, 0, "a palette of 0 bytes")]
    [InlineData(16_384, 4_608, 8, 2, 0, " bytes cannot hold 4608×16384 pixels")]
    [InlineData(10, 1, 8, 2, 0, "ends within the pixels")]
    public void Impossible_headers_are_refused_with_few_allocations(
        int width, int height, byte depth, byte type, byte interlace, string reason)
    {
        var png = Png(Header(width, height, depth, type, interlace), ("IDAT", Compressed([0, 1, 2, 3])));
        AllocatedBy(() => Refusal(png).ShouldContain(reason)).ShouldBeLessThan(1 << 18);
    }

    [Fact]
    public void Inconsistent_chunks_are_refused()
    {
        var (rgb, palette, pixel) = (Header(1, 1, 8, 2), Header(1, 1, 8, 3), ("IDAT", Compressed([0, 1, 2, 3])));
        RefusalOf(pixel).ShouldContain("one header, at its beginning");
        RefusalOf(rgb, rgb, pixel).ShouldContain("one header, at its beginning");
        RefusalOf(("IHDR", new byte[12]), pixel).ShouldContain("a header of 12 bytes");
        RefusalOf(rgb, ("CgBI", []), pixel).ShouldContain("needs 'CgBI'");
        RefusalOf(rgb, ("tRNS", new byte[2]), pixel).ShouldContain("a transparent colour of 2 bytes instead of 6");
        RefusalOf(palette, ("PLTE", new byte[4]), pixel).ShouldContain("a palette of 4 bytes");
        RefusalOf(palette, ("PLTE", new byte[771]), pixel).ShouldContain("a palette of 771 bytes");
        RefusalOf(palette, ("PLTE", new byte[3]), pixel).ShouldContain("a pixel has colour 1 of a palette of 1");
        RefusalOf(rgb, ("IDAT", Compressed([5, 1, 2, 3]))).ShouldContain("filter 5");
        RefusalOf(rgb, ("IDAT", [1, 2, 3, 4])).ShouldContain("damaged compressed data");
        RefusalOf(rgb, ("IDAT", [0x78, 0xBB, 0, 0, 0, 1]))
            .ShouldContain("damaged compressed data", customMessage: "needs a dictionary");
        RefusalOf(rgb).ShouldContain("0 bytes cannot hold 1×1 pixels");

        string RefusalOf(params (string, byte[])[] chunks) => Refusal(Png(chunks));
    }

    [Fact]
    public void Pixels_beyond_the_picture_are_not_unpacked()
    {
        var bomb = Png(Header(1, 1, 8, 0), ("IDAT", Compressed(new byte[64 << 20])));
        AllocatedBy(() => PngReader.Read(new MemoryStream(bomb), "bomb.png").Pixels.ShouldBe([0]))
            .ShouldBeLessThan(2 << 20);
    }

    [Fact]
    public void A_chunk_longer_than_the_file_allocates_nothing()
    {
        byte[] png = [.. FileKind.Png.Signature, 0x7F, 0xFF, 0xFF, 0xFF, .. "IDAT"u8, 1, 2, 3];
        AllocatedBy(() => Refusal(png).ShouldContain("ends early")).ShouldBeLessThan(1 << 18);
    }

    [Fact]
    public void Other_files_and_missing_files_have_different_messages()
    {
        Refusal([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0]).ShouldContain("not a PNG picture");
        Should
            .Throw<GanSharpException>(() => PngReader.Read(_folder["none.png"]))
            .Message.ShouldContain("no such file");
    }

    private string Refusal(byte[] png)
    {
        var message = Should.Throw<GanSharpException>(() => PngReader.Read(new MemoryStream(png), "bad.png")).Message;
        message.ShouldStartWith("bad.png: ");
        return message;
    }

    private static byte[] Changed(byte[] bytes, int at, byte flip)
    {
        var changed = bytes.ToArray();
        changed[at] ^= flip;
        return changed;
    }

    private static (string, byte[]) Header(int width, int height, byte depth, byte type, byte interlace = 0)
    {
        byte[] data = [0, 0, 0, 0, 0, 0, 0, 0, depth, type, 0, 0, interlace];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        return ("IHDR", data);
    }

    private static byte[] Png(params (string Type, byte[] Data)[] chunks)
    {
        var png = FileKind.Png.Signature.ToList();
        foreach (var (type, data) in chunks.Append(("IEND", [])))
            png.AddRange([.. Word(data.Length), .. Encoding.Latin1.GetBytes(type), .. data, 0, 0, 0, 0]);
        return WithChecksums([.. png]);
    }

    /// <summary>
    /// Recomputes the checksum of every chunk, as far as the lengths are valid.
    /// </summary>
    private static byte[] WithChecksums(byte[] png)
    {
        for (var at = 8L; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan((int)at));
            if (at + 12 + length > png.Length)
                break;
            var checksum = Crc32.Append(0, png.AsSpan((int)at + 4, (int)length + 4));
            BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan((int)(at + 8 + length)), checksum);
            at += 12 + length;
        }
        return png;
    }

    private static byte[] Word(int value)
    {
        var word = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, value);
        return word;
    }

    private static byte[] Compressed(byte[] data)
    {
        var result = new MemoryStream();
        using (var stream = new ZLibStream(result, CompressionLevel.Optimal))
            stream.Write(data);
        return result.ToArray();
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed record Example(string Name, byte[] Png, int Width, int Height, int Channels, byte[] Pixels);
}
