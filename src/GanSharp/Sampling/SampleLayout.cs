using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>How images are laid out, and which noise vector and class each of them has.</summary>
/// <param name="Count">Number of images.</param>
/// <param name="Columns">Images per row.</param>
/// <param name="Vectors">Different noise vectors.</param>
/// <param name="VectorOf">The noise vector of an image.</param>
/// <param name="ClassOf">The class of an image, as its place among the classes that were asked for.</param>
internal sealed record SampleLayout(
    long Count, int Columns, long Vectors, Func<int, int> VectorOf, Func<int, int> ClassOf)
{
    /// <summary>How that many noise vectors are made; each for itself by default.</summary>
    public Func<Latent, RandomStream, int, Tensor> Noise { get; init; } =
        (latent, stream, vectors) => latent.Draw(vectors, stream);

    /// <summary>Images with noise of their own in a square, the classes in turn.</summary>
    public static SampleLayout Square(int count, int classes) =>
        new(count, ImageGrid.SquareColumns(count), count, i => i, i => i % classes);

    /// <summary>Images with noise of their own, a row for each class; those of a single class in a square.</summary>
    public static SampleLayout RowPerClass(int count, int classes)
    {
        var images = (long)count * classes;
        return new(images, classes == 1 ? ImageGrid.SquareColumns(count) : count, images, i => i, i => i / count);
    }

    /// <summary>A row for each noise vector, a column for each class.</summary>
    public static SampleLayout Table(int rows, int classes) =>
        new((long)rows * classes, classes, rows, i => i / classes, i => i % classes);

    /// <summary>A row for each class, or a single one where there are none, each with the same walk.</summary>
    public static SampleLayout Walk(int steps, int classes) =>
        new((long)steps * Math.Max(1, classes), steps, steps, i => i % steps, i => i / steps)
        {
            Noise = Interpolation.Between,
        };

    /// <summary>A row for each walk along a code, the same walks for each class.</summary>
    public static SampleLayout Codes(int steps, int rows, int classes)
    {
        var vectors = (long)steps * rows;
        return new(vectors * Math.Max(1, classes), steps, vectors, i => (int)(i % vectors), i => (int)(i / vectors))
        {
            Noise = (latent, stream, _) => CodeWalk.Along(latent, stream, steps),
        };
    }
}
