using System.Buffers.Binary;

namespace GanSharp.Tests.IO;

/// <summary>A frame of a GIF: its delay in hundredths of a second, and its pixels in the global palette.</summary>
internal sealed record GifFrame(int Delay, byte[] Indices);

/// <summary>A decoder of GIF files with one palette and full frames.</summary>
internal sealed class GifDecoder
{
    private readonly byte[] _gif;
    private int _at;

    public GifDecoder(byte[] gif)
    {
        _gif = gif;
        Take(6).ShouldBe("GIF89a"u8.ToArray());
        (Width, Height) = (Number(), Number());
        Take(3).ShouldBe([0xF7, 0, 0]);
        Palette = Take(768);
        Take(19).ShouldBe([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
        while (Take(1)[0] is 0x21)
            Frames.Add(Frame());
        _gif[_at - 1].ShouldBe((byte)0x3B);
        _at.ShouldBe(gif.Length);
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] Palette { get; }

    public List<GifFrame> Frames { get; } = [];

    private GifFrame Frame()
    {
        Take(3).ShouldBe([0xF9, 4, 4]);
        var delay = Number();
        Take(7).ShouldBe([0, 0, 0x2C, 0, 0, 0, 0]);
        (Number(), Number()).ShouldBe((Width, Height));
        Take(2).ShouldBe([0, 8]);
        var codes = new List<byte>();
        while (Take(1)[0] is > 0 and var length)
            codes.AddRange(Take(length));
        return new(delay, Decode([.. codes]));
    }

    /// <summary>
    /// Decodes with a table of sequences, which gains one per code except the first after a clear code.
    /// </summary>
    private static byte[] Decode(byte[] codes)
    {
        var (pixels, runs, width, bit) = (new List<byte>(), new List<byte[]>(), 9, 0);
        byte[]? last = null;
        for (; ; )
        {
            var code = 0;
            for (var i = 0; i < width; i++, bit++)
                code |= (codes[bit / 8] >> bit % 8 & 1) << i;
            if (code == 257)
                break;
            if (code == 256)
            {
                (runs, width, last) = ([.. Enumerable.Range(0, 258).Select(i => new[] { (byte)i })], 9, null);
                continue;
            }
            if (last is not null && runs.Count < 4096)
                runs.Add([.. last, code < runs.Count ? runs[code][0] : last[0]]);
            last = runs[code];
            pixels.AddRange(last);
            if (runs.Count == 1 << width && width < 12)
                width++;
        }
        ((bit + 7) / 8).ShouldBe(codes.Length, "nothing follows the end code");
        return [.. pixels];
    }

    private byte[] Take(int count) => _gif[_at..(_at += count)];

    private int Number() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
}
