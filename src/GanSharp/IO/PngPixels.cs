using System.Buffers.Binary;

namespace GanSharp.IO;

/// <summary>The conversion of PNG samples to grey or RGB bytes, blended onto a background.</summary>
internal sealed class PngPixels
{
    private readonly PngHeader _header;
    private readonly string _name;
    private readonly byte[] _palette, _alphas;
    private readonly int[] _clear; // the one transparent colour, if any
    private readonly PixelColor _background;

    /// <summary>Creates a converter for the pixels of one file.</summary>
    /// <param name="header">The format of the samples.</param>
    /// <param name="palette">The chunk PLTE: three bytes per colour.</param>
    /// <param name="transparency">
    /// The chunk tRNS: alpha values of the first palette colours, or the one transparent colour.
    /// </param>
    /// <param name="background">The colour under transparent pixels.</param>
    /// <param name="name">The file, for messages.</param>
    /// <exception cref="GanSharpException">A chunk does not fit the header.</exception>
    public PngPixels(
        PngHeader header, byte[] palette, byte[] transparency, PixelColor background, string name)
    {
        (_header, _name, _palette, _alphas, _clear, _background) =
            (header, name, palette, transparency, [], background);
        if (header.ColorType == PngColorType.Palette && (palette.Length is 0 or > 768 || palette.Length % 3 != 0))
            throw new GanSharpException(
                $"{name}: a palette of {palette.Length} bytes is not 1 to 256 colours of 3 bytes; is it damaged?");
        if (header.ColorType is not (PngColorType.Grey or PngColorType.Rgb) || transparency.Length == 0)
            return;
        if (transparency.Length != 2 * header.Channels)
            throw new GanSharpException(
                $"{name}: a transparent colour of {transparency.Length} bytes instead of {2 * header.Channels}; "
                + "is it damaged?");
        _clear = [.. transparency.Chunk(2).Select(sample => (int)BinaryPrimitives.ReadUInt16BigEndian(sample))];
    }

    /// <summary>Channels of the decoded picture: 3 if it or a background that shows has a hue, otherwise 1.</summary>
    public int Channels =>
        _background.IsGrey || (_header.ColorType != PngColorType.GreyAlpha && _clear.Length == 0)
            ? _header.Channels
            : 3;

    /// <summary>Whether the samples need no conversion.</summary>
    private bool IsPlain =>
        _header is { BitDepth: 8, ColorType: PngColorType.Grey or PngColorType.Rgb } && _clear.Length == 0;

    /// <summary>
    /// Writes the pixels of a restored row.
    /// </summary>
    /// <param name="row">The bytes of the row.</param>
    /// <param name="count">Number of pixels.</param>
    /// <param name="target">The target, from the first pixel on.</param>
    /// <param name="step">Bytes from one pixel to the next in the target.</param>
    public void Write(ReadOnlySpan<byte> row, int count, Span<byte> target, int step)
    {
        if (step == Channels && IsPlain)
        {
            row.CopyTo(target);
            return;
        }
        for (var i = 0; i < count; i++)
        {
            var pixel = target.Slice(i * step, Channels);
            if (_header.ColorType == PngColorType.Palette)
                LookUp(Sample(row, i), pixel);
            else
                Convert(row, i * _header.SamplesPerPixel, pixel);
        }
    }

    private void LookUp(int entry, Span<byte> pixel)
    {
        if (3 * entry >= _palette.Length)
            throw new GanSharpException(
                $"{_name}: a pixel has colour {entry} of a palette of {_palette.Length / 3}; is it damaged?");
        var alpha = entry < _alphas.Length ? _alphas[entry] : 255;
        for (var c = 0; c < pixel.Length; c++)
            pixel[c] = _background.Under(c, _palette[3 * entry + c], alpha, 255);
    }

    private void Convert(ReadOnlySpan<byte> row, int first, Span<byte> pixel)
    {
        var max = _header.MaxSample;
        var hasAlpha = _header.SamplesPerPixel > _header.Channels;
        var alpha = hasAlpha ? Sample(row, first + _header.Channels) : IsClear(row, first) ? 0 : max;
        for (var c = 0; c < pixel.Length; c++)
            pixel[c] = _background.Under(c, Sample(row, first + Math.Min(c, _header.Channels - 1)), alpha, max);
    }

    private bool IsClear(ReadOnlySpan<byte> row, int first)
    {
        for (var c = 0; c < _clear.Length; c++)
        {
            if (Sample(row, first + c) != _clear[c])
                return false;
        }
        return _clear.Length > 0;
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        var bit = index * _header.BitDepth;
        return _header.BitDepth switch
        {
            8 => row[index],
            16 => BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]),
            var depth => (row[bit / 8] >> (8 - depth - bit % 8)) & _header.MaxSample,
        };
    }
}
