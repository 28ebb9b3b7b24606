using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Mpi;
using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>
/// Finds the training images nearest to samples, by pixels. A classifier's features would not show copies: they keep
/// little but the class, so different images of one class are close together. Images are compared at a resolution of at
/// most 32×32, by the square in their middle.
/// </summary>
public sealed class NearestImages
{
    private const int MostSide = 32, TrainingAtATime = 1024, MostSamples = 1000;

    private readonly ImageDataset _training, _compared;
    private readonly int _side;

    /// <summary>A search among training images.</summary>
    public NearestImages(ImageDataset training, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        _side = Math.Min(MostSide, Math.Min(training.ImageShape.Height, training.ImageShape.Width));
        (_training, _compared) = (training, training.Resized(_side, cancellation));
    }

    /// <summary>
    /// For each image, the nearest training images, nearest first, with their Euclidean distances (pixels are 0 to
    /// 255).
    /// </summary>
    /// <param name="images">The images.</param>
    /// <param name="count">Number of training images per image; all if there are fewer.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="GanSharpException">The images have other channels than the training images.</exception>
    public IReadOnlyList<(int Index, double Distance)[]> Find(
        ImageDataset images, int count = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        using var scope = new TensorScope();
        var vectors = Vectors(AtSide(images, cancellation), 0, images.Count);
        var nearest = new NearestFew[images.Count];
        for (var i = 0; i < nearest.Length; i++)
            nearest[i] = new(Math.Min(count, _compared.Count));
        for (var first = 0; first < _compared.Count; first += TrainingAtATime)
        {
            using var part = new TensorScope();
            var (start, training) = (
                first, Vectors(_compared, first, Math.Min(TrainingAtATime, _compared.Count - first)));
            Pairs.SquaredDistances(vectors, training, (i, squares) => nearest[i].Add(squares, start), cancellation);
        }
        return
        [
            .. nearest.Select(few =>
                few.Indices.Zip(few.Distances, (index, square) => (index, Math.Sqrt(square))).ToArray()),
        ];
    }

    /// <summary>
    /// The median distance of samples to their nearest training image, divided by that of real test images: about 1 for
    /// samples that are as new as test images, near 0 for copies, more than 1 for samples unlike anything real. Up to
    /// 1,000 images of either kind are compared with all training images.
    /// </summary>
    /// <param name="samples">The samples.</param>
    /// <param name="test">Real images that are not among the training images.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The ratio; null if most test images are copies of training images themselves.</returns>
    public double? Ratio(ImageDataset samples, ImageDataset test, CancellationToken cancellation = default) =>
        ImageCounts.Median(null, Distances(test, ProcessGroup.Single, cancellation)) is > 0 and var ofTest
            ? ImageCounts.Median(null, Distances(samples, ProcessGroup.Single, cancellation)) / ofTest
            : null;

    /// <summary>The distances of up to 1,000 of the images to their nearest training images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="processes">The processes that share the work.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal double[] Distances(ImageDataset images, ProcessGroup processes, CancellationToken cancellation)
    {
        var few = images.Subsample(MostSamples);
        var distances = new double[few.Count];
        // The squares are whole numbers, so that it does not matter how many images are compared at a time.
        var share = (few.Count + processes.Count - 1) / processes.Count;
        processes.Share<double>(few.Count, share, distances, Measure, cancellation);
        return distances;

        void Measure(int start, int count, Span<double> target)
        {
            foreach (var (index, nearest) in Find(few.At(start, count), 1, cancellation).Index())
                target[index] = nearest[0].Distance;
        }
    }

    /// <summary>
    /// Draws a picture with one row per sample, for some samples: the sample, then its nearest training images.
    /// </summary>
    /// <param name="samples">The samples; <paramref name="rows"/> of them are taken, evenly spaced.</param>
    /// <param name="rows">Number of samples to show.</param>
    /// <param name="neighbours">Number of training images per sample.</param>
    /// <param name="zoom">Side, in pixels of the picture, of one pixel of an image: 1 to 16.</param>
    /// <param name="cancellation">Ends the work.</param>
    public Bitmap Picture(
        ImageDataset samples, int rows = 10, int neighbours = 7, int zoom = 2, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        var shown = samples.Subsample(rows);
        var found = Find(shown, neighbours, cancellation);
        var (left, right) =
            shown.ImageShape == _training.ImageShape ? (shown, _training) : (AtSide(shown, cancellation), _compared);
        var columns = found[0].Length + 1;
        var pixels = new byte[left.ImageShape.BytesOf(shown.Count * columns, samples.Name)];
        for (var row = 0; row < shown.Count; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var image = column == 0 ? left.Image(row) : right.Image(found[row][column - 1].Index);
                image.CopyTo(pixels.AsSpan((row * columns + column) * image.Length));
            }
        }
        return ImageGrid.Arrange(pixels, left.ImageShape, columns, zoom: zoom);
    }

    private ImageDataset AtSide(ImageDataset images, CancellationToken cancellation) =>
        images.ImageShape.Channels == _training.ImageShape.Channels
        ? images.Resized(_side, cancellation)
        : throw new GanSharpException(
            $"{images.Name} has images of {images.ImageShape}, {_training.Name} of {_training.ImageShape}; "
            + "compare grey with grey, colour with colour");

    /// <summary>Integers in double precision, so that the distance to a copy is exactly 0.</summary>
    private static Tensor Vectors(ImageDataset images, int start, int count) =>
        Tensor.From(
            images.Slice(start, count),
            [count, images.ImageShape.Count], DType.F64);
}
