using GanSharp.Data;
using GanSharp.Tensors;

namespace GanSharp.Metrics.Features;

/// <summary>Passes images through a network some at a time and collects the outputs.</summary>
/// <param name="size">Images at a time.</param>
/// <param name="features">Length of a feature vector.</param>
/// <param name="classes">Number of logits; 0 for none.</param>
internal sealed class FeatureBatches(int size, int features, int classes)
{
    /// <summary>The features, shape (N, features), and the logits, shape (N, classes) or null.</summary>
    /// <param name="images">The images, in the network's size.</param>
    /// <param name="range">The range of the network's input pixels.</param>
    /// <param name="network">From pixels (n, C, H, W) to features (n, features) and logits (n, classes).</param>
    /// <param name="progress">Receives the share done, from 0 to 1.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public (Tensor Vectors, Tensor? Logits) Compute(
        ImageDataset images, PixelRange range, Func<Tensor, (Tensor Vectors, Tensor? Logits)> network,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        using var untracked = Tape.Pause();
        var vectors = Tensor.Empty([images.Count, features]);
        var logits = classes > 0 ? Tensor.Empty([images.Count, classes]) : null;
        for (var start = 0; start < images.Count; start += size)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = new TensorScope();
            var count = Math.Min(size, images.Count - start);
            var outputs = network(Pixels(images, start, count, range));
            outputs.Vectors.AsSpan<float>().CopyTo(vectors.AsSpan<float>()[(start * features)..]);
            outputs.Logits?.AsSpan<float>().CopyTo(logits!.AsSpan<float>()[(start * classes)..]);
            progress?.Report((start + count) / (double)images.Count);
        }
        return (vectors, logits);
    }

    private static Tensor Pixels(ImageDataset images, int start, int count, PixelRange range)
    {
        var shape = images.ImageShape;
        var pixels = Tensor.Empty([count, shape.Channels, shape.Height, shape.Width]);
        range.ToFloats(images.Slice(start, count), pixels.AsSpan<float>());
        return pixels;
    }
}
