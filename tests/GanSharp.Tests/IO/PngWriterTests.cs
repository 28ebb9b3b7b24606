using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public class PngWriterTests
{
    private static readonly Bitmap Grey = new(3, 2, 1, [0, 50, 100, 150, 200, 255]);

    [Fact]
    public void Everything_except_the_compressed_pixels_matches_the_standard()
    {
        var png = Convert.ToHexString(Write(Grey, new() { ["Seed"] = "42" }));

        png.ShouldStartWith(
            "89504E470D0A1A0A" +
            "0000000D" + "49484452" + "00000003" + "00000002" + "0800000000" + "B81F39C6" +
            "00000007" + "74455874" + "53656564" + "00" + "3432" + "601077A0");
        png.ShouldEndWith("0000000049454E44AE426082");
    }

    [Fact]
    public void Grey_pixels_are_read_back() => Decode(Write(Grey)).ShouldBe([0, 0, 50, 100, 0, 150, 200, 255]);

    [Fact]
    public void Colour_pixels_are_read_back_and_declared_as_colour()
    {
        var png = Write(new(2, 1, 3, [1, 2, 3, 4, 5, 6]));
        png[25].ShouldBe((byte)2);
        Decode(png).ShouldBe([0, 1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public void The_same_picture_gives_the_same_bytes() => Write(Grey).ShouldBe(Write(Grey));

    [Fact]
    public void Text_outside_Latin1_becomes_question_marks() =>
        Encoding.Latin1.GetString(Write(Grey, new() { ["Recipe"] = "é漢" })).ShouldContain("Recipe\0é?");

    [Theory]
    [InlineData("", "x")]
    [InlineData("key", "a\0b")]
    [InlineData("k\0y", "x")]
    [InlineData("a key of more than seventy-nine characters, which is all that the standard allows for", "x")]
    public void Invalid_text_is_refused(string key, string value) =>
        Should.Throw<ArgumentException>(() => Write(Grey, new() { [key] = value }));

    [Fact]
    public void A_saved_file_has_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        PngWriter.Save(folder["a.png"], Grey);
        File.ReadAllBytes(folder["a.png"]).ShouldBe(Write(Grey));
    }

    [Theory]
    [InlineData(2, 2, 1, 5)]
    [InlineData(2, 2, 2, 8)]
    [InlineData(0, 2, 1, 0)]
    public void A_picture_with_a_wrong_number_of_bytes_is_refused(int width, int height, int channels, int bytes) =>
        Should.Throw<ArgumentException>(() => new Bitmap(width, height, channels, new byte[bytes]));

    private static byte[] Write(Bitmap picture, Dictionary<string, string>? text = null)
    {
        var stream = new MemoryStream();
        PngWriter.Write(stream, picture, text);
        return stream.ToArray();
    }

    /// <summary>The filtered rows: a zero before the bytes of each.</summary>
    private static byte[] Decode(byte[] png)
    {
        for (var at = 8; ;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                var rows = new MemoryStream();
                using var stream = new ZLibStream(new MemoryStream(png, at + 8, length), CompressionMode.Decompress);
                stream.CopyTo(rows);
                return rows.ToArray();
            }
            at += 12 + length;
        }
    }
}
