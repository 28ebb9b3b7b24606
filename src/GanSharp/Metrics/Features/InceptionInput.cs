using GanSharp.Tensors;

namespace GanSharp.Metrics.Features;

/// <summary>
/// Scales images to the input of Inception-v3. A pixel is interpolated from the four around (i + ½)·scale - ½, even if
/// images shrink: that is how the distances in papers were computed, so do not improve it.
/// </summary>
internal static class InceptionInput
{
    private const int Side = 299, Channels = 3;

    /// <summary>From pixels (N, 1 or 3, H, W) to (N, 3, 299, 299); grey becomes three equal channels.</summary>
    public static Tensor Of(Tensor pixels)
    {
        var (count, channels, height, width) = (pixels.Shape[0], pixels.Shape[1], pixels.Shape[2], pixels.Shape[3]);
        var result = Tensor.Empty([count, Channels, Side, Side]);
        var (rows, columns) = (Taps(height), Taps(width));
        Parallel.For(0, count * Channels, new() { MaxDegreeOfParallelism = Compute.Threads }, plane =>
        {
            var source = plane / Channels * channels + plane % Channels % channels;
            var from = pixels.AsSpan<float>().Slice(source * height * width, height * width);
            Stretch(from, width, rows, columns, result.AsSpan<float>().Slice(plane * Side * Side, Side * Side));
        });
        return result;
    }

    private static void Stretch(ReadOnlySpan<float> from, int width, Tap[] rows, Tap[] columns, Span<float> to)
    {
        for (var y = 0; y < Side; y++)
        {
            var above = from.Slice(rows[y].First * width, width);
            var below = from.Slice(rows[y].Second * width, width);
            for (var x = 0; x < Side; x++)
            {
                var column = columns[x];
                var upper = above[column.First] + column.Share * (above[column.Second] - above[column.First]);
                var lower = below[column.First] + column.Share * (below[column.Second] - below[column.First]);
                to[y * Side + x] = upper + rows[y].Share * (lower - upper);
            }
        }
    }

    private static Tap[] Taps(int extent) => [.. Enumerable.Range(0, Side).Select(index =>
    {
        var place = Math.Max(0, (index + 0.5) * extent / Side - 0.5);
        var first = (int)place;
        return new Tap(first, Math.Min(first + 1, extent - 1), (float)(place - first));
    })];

    /// <summary>The two pixels of a line to interpolate between, and the share of the second.</summary>
    private readonly record struct Tap(int First, int Second, float Share);
}
