namespace GanSharp.Data;

/// <summary>
/// A scaler of images to squares, after cropping to the central square. Each new pixel is a mean of nearby pixels with
/// triangular weights: bilinear interpolation when images grow. When they shrink, the triangle widens by the same
/// factor, so that every pixel counts and fine patterns do not alias.
/// </summary>
internal sealed class Resampler
{
    private readonly ImageShape _from;
    private readonly int _side, _left, _top, _size;

    // For every pixel of a result row: the first source pixel, and the weights from there on, whose sum is 1.
    private readonly (int First, float[] Weights)[] _taps;

    /// <summary>Creates a scaler from <paramref name="from"/> to squares of side <paramref name="size"/>.</summary>
    public Resampler(ImageShape from, int size)
    {
        (_from, _size) = (from, size);
        _side = Math.Min(from.Height, from.Width);
        (_left, _top) = ((from.Width - _side) / 2, (from.Height - _side) / 2);
        _taps = [.. Enumerable.Range(0, size).Select(Tap)];
    }

    /// <summary>The size of the results.</summary>
    public ImageShape Shape => new(_from.Channels, _size, _size);

    /// <summary>Scales one image, CHW.</summary>
    public void Apply(ReadOnlySpan<byte> image, Span<byte> result)
    {
        var rows = new float[_side * _size];
        for (var c = 0; c < _from.Channels; c++)
        {
            for (var y = 0; y < _side; y++)
                ScaleRow(
                    image.Slice((c * _from.Height + _top + y) * _from.Width + _left, _side),
                    rows.AsSpan(y * _size, _size));
            for (var y = 0; y < _size; y++)
                MixRows(rows, _taps[y], result.Slice((c * _size + y) * _size, _size));
        }
    }

    private void ScaleRow(ReadOnlySpan<byte> row, Span<float> result)
    {
        for (var x = 0; x < result.Length; x++)
        {
            var (first, weights) = _taps[x];
            var sum = 0f;
            for (var i = 0; i < weights.Length; i++)
                sum += weights[i] * row[first + i];
            result[x] = sum;
        }
    }

    private void MixRows(float[] rows, (int First, float[] Weights) tap, Span<byte> result)
    {
        for (var x = 0; x < result.Length; x++)
        {
            var sum = 0f;
            for (var i = 0; i < tap.Weights.Length; i++)
                sum += tap.Weights[i] * rows[(tap.First + i) * _size + x];
            result[x] = (byte)Math.Clamp(sum + 0.5f, 0, 255);
        }
    }

    /// <summary>
    /// Computes the source pixels and weights of pixel <paramref name="index"/> of a row. Pixels outside the square
    /// have no weight.
    /// </summary>
    private (int First, float[] Weights) Tap(int index)
    {
        var scale = (double)_side / _size;
        var (centre, reach) = ((index + 0.5) * scale, Math.Max(scale, 1));
        var first = Math.Max(0, (int)Math.Ceiling(centre - reach - 0.5));
        var last = Math.Min(_side - 1, (int)Math.Floor(centre + reach - 0.5));
        var weights = Enumerable
            .Range(first, last - first + 1)
            .Select(i => 1 - Math.Abs(i + 0.5 - centre) / reach)
            .ToArray();
        var sum = weights.Sum();
        return (first, [.. weights.Select(weight => (float)(weight / sum))]);
    }
}
