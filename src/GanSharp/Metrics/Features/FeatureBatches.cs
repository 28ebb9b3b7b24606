using GanSharp.Data;
using GanSharp.Mpi;
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
    /// <param name="processes">The processes that share the work; this one alone if null.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public (Tensor Vectors, Tensor? Logits) Compute(
        ImageDataset images, PixelRange range, Func<Tensor, (Tensor Vectors, Tensor? Logits)> network,
        IProgress<double>? progress, ProcessGroup? processes, CancellationToken cancellation)
    {
        using var untracked = Tape.Pause();
        var outputs = new float[(long)images.Count * (features + classes)];
        (processes ?? ProcessGroup.Single).Share<float>(images.Count, size, outputs, Compute, cancellation);
        return (Columns(0, features), classes > 0 ? Columns(features, classes) : null);

        void Compute(int start, int count, Span<float> rows)
        {
            using var scope = new TensorScope();
            var (vectors, logits) = network(Pixels(images, start, count, range));
            for (var row = 0; row < count; row++)
            {
                var target = rows.Slice(row * (features + classes), features + classes);
                vectors.AsSpan<float>().Slice(row * features, features).CopyTo(target);
                logits?.AsSpan<float>().Slice(row * classes, classes).CopyTo(target[features..]);
            }
            progress?.Report((start + count) / (double)images.Count);
        }

        Tensor Columns(int first, int width)
        {
            var columns = Tensor.Empty([images.Count, width]);
            for (var row = 0; row < images.Count; row++)
                outputs.AsSpan(row * (features + classes) + first, width)
                    .CopyTo(columns.AsSpan<float>().Slice(row * width, width));
            return columns;
        }
    }

    private static Tensor Pixels(ImageDataset images, int start, int count, PixelRange range)
    {
        var shape = images.ImageShape;
        var pixels = Tensor.Empty([count, shape.Channels, shape.Height, shape.Width]);
        range.ToFloats(images.Slice(start, count), pixels.AsSpan<float>());
        return pixels;
    }
}
