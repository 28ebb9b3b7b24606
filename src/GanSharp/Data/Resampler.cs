using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>
/// A scaler of images to squares. Each new pixel is a mean of nearby pixels with triangular weights: bilinear
/// interpolation when images grow. When they shrink, the triangle widens by the same factor, so that every pixel counts
/// and fine patterns do not alias.
/// </summary>
internal sealed class Resampler
{
    private readonly ImageShape _from;
    private readonly PixelColor _background;

    // The part of the image that is kept, and the part of the square that it fills.
    private readonly Area _source, _target;
    private readonly int _size;
    private readonly Tap[] _across, _down;

    /// <summary>Creates a scaler from <paramref name="from"/> to squares of side <paramref name="size"/>.</summary>
    /// <param name="from">The size of the images.</param>
    /// <param name="size">The side of the squares.</param>
    /// <param name="crop">What happens to images that are not square.</param>
    /// <param name="background">The colour around them, for <see cref="Crop.Pad"/>.</param>
    public Resampler(ImageShape from, int size, Crop crop = Crop.Centre, PixelColor background = default)
    {
        (_from, _size, _background) = (from, size, background);
        var (height, width) = (from.Height, from.Width);
        var (shorter, longer) = (Math.Min(height, width), Math.Max(height, width));
        _source = crop == Crop.Centre
            ? new((width - shorter) / 2, (height - shorter) / 2, shorter, shorter)
            : new(0, 0, width, height);
        _target = crop == Crop.Pad ? Padded() : new(0, 0, size, size);
        _across = Tap.All(_source.Width, _target.Width);
        _down = Tap.All(_source.Height, _target.Height);

        Area Padded()
        {
            var side = Math.Max(1, (int)Math.Round((double)shorter * size / longer));
            var (across, down) = width < height ? (side, size) : (size, side);
            return new((size - across) / 2, (size - down) / 2, across, down);
        }
    }

    /// <summary>The size of the results. A background with a hue makes grey images RGB.</summary>
    public ImageShape Shape => new(
        _background.IsGrey || (_target.Width, _target.Height) == (_size, _size) ? _from.Channels : 3, _size, _size);

    /// <summary>Scales one image, CHW.</summary>
    public void Apply(ReadOnlySpan<byte> image, Span<byte> result)
    {
        var rows = new float[_source.Height * _target.Width];
        for (var c = 0; c < Shape.Channels; c++)
        {
            var plane = result.Slice(c * _size * _size, _size * _size);
            if (_target.Width < _size || _target.Height < _size)
                plane.Fill(_background[c]);
            var first = Math.Min(c, _from.Channels - 1) * _from.Height + _source.Top;
            for (var y = 0; y < _source.Height; y++)
                ScaleRow(
                    image.Slice((first + y) * _from.Width + _source.Left, _source.Width),
                    rows.AsSpan(y * _target.Width, _target.Width));
            for (var y = 0; y < _target.Height; y++)
                MixRows(rows, _down[y], plane.Slice((_target.Top + y) * _size + _target.Left, _target.Width));
        }
    }

    private void ScaleRow(ReadOnlySpan<byte> row, Span<float> result)
    {
        for (var x = 0; x < result.Length; x++)
        {
            var (first, weights) = _across[x];
            var sum = 0f;
            for (var i = 0; i < weights.Length; i++)
                sum += weights[i] * row[first + i];
            result[x] = sum;
        }
    }

    private static void MixRows(float[] rows, Tap tap, Span<byte> result)
    {
        for (var x = 0; x < result.Length; x++)
        {
            var sum = 0f;
            for (var i = 0; i < tap.Weights.Length; i++)
                sum += tap.Weights[i] * rows[(tap.First + i) * result.Length + x];
            result[x] = (byte)Math.Clamp(sum + 0.5f, 0, 255);
        }
    }

    /// <summary>A rectangle of pixels.</summary>
    private readonly record struct Area(int Left, int Top, int Width, int Height);

    /// <summary>The first source pixel of a new pixel, and the weights from there on, whose sum is 1.</summary>
    private readonly record struct Tap(int First, float[] Weights)
    {
        /// <summary>Computes those of a row that is scaled. Pixels outside it have no weight.</summary>
        public static Tap[] All(int from, int to) => [.. Enumerable.Range(0, to).Select(index => Of(index, from, to))];

        private static Tap Of(int index, int from, int to)
        {
            var scale = (double)from / to;
            var (centre, reach) = ((index + 0.5) * scale, Math.Max(scale, 1));
            var first = Math.Max(0, (int)Math.Ceiling(centre - reach - 0.5));
            var last = Math.Min(from - 1, (int)Math.Floor(centre + reach - 0.5));
            var weights = Enumerable
                .Range(first, last - first + 1)
                .Select(i => 1 - Math.Abs(i + 0.5 - centre) / reach)
                .ToArray();
            var sum = weights.Sum();
            return new(first, [.. weights.Select(weight => (float)(weight / sum))]);
        }
    }
}
