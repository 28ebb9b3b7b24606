using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>The layout of images, and the noise vector and class of each.</summary>
/// <param name="Count">Number of images.</param>
/// <param name="Columns">Images per row.</param>
/// <param name="Vectors">Number of different noise vectors.</param>
/// <param name="VectorOf">The noise vector of an image.</param>
/// <param name="ClassOf">The class of an image, as an index into the classes asked for.</param>
internal sealed record SampleLayout(
    long Count, int Columns, long Vectors, Func<int, int> VectorOf, Func<int, int> ClassOf)
{
    /// <summary>Whether the noise vectors of an image and its neighbours belong together; false by default.</summary>
    public bool IsWalk { get; private init; }

    /// <summary>
    /// The noise vector that an image takes the style of its fine layers from; null, the default, for its own.
    /// </summary>
    public Func<int, int>? FineOf { get; private init; }

    /// <summary>Whether each column shows one class, and is named after it; false by default.</summary>
    public bool HasClassColumns { get; init; }

    /// <summary>Draws that many noise vectors; independent ones by default.</summary>
    public Func<Latent, RandomStream, int, Tensor> Noise { get; init; } =
        (latent, stream, vectors) => latent.Draw(vectors, stream);

    /// <summary>A square of images with different noise, the classes in turn.</summary>
    public static SampleLayout Square(int count, int classes) =>
        new(count, ImageGrid.SquareColumns(count), count, i => i, i => i % classes);

    /// <summary>Images with different noise, one row per class; a square if there is only one class.</summary>
    public static SampleLayout RowPerClass(int count, int classes)
    {
        var images = (long)count * classes;
        return new(images, classes == 1 ? ImageGrid.SquareColumns(count) : count, images, i => i, i => i / count);
    }

    /// <summary>One row per noise vector, one column per class.</summary>
    public static SampleLayout Table(int rows, int classes) =>
        new((long)rows * classes, classes, rows, i => i / classes, i => i % classes);

    /// <summary>
    /// The styles of every two noise vectors mixed: coarse layers have that of the row, fine layers that of the column,
    /// so the diagonal shows the vectors' own images. The classes of the vectors are in turn.
    /// </summary>
    public static SampleLayout Mix(int vectors, int classes) =>
        new((long)vectors * vectors, vectors, vectors, i => i / vectors, i => i / vectors % classes)
        {
            FineOf = i => i % vectors,
        };

    /// <summary>The same walk for each class, one row per class; a single row if there are no classes.</summary>
    public static SampleLayout Walk(int steps, int classes) =>
        new((long)steps * Math.Max(1, classes), steps, steps, i => i % steps, i => i / steps)
        {
            Noise = Interpolation.Between,
            IsWalk = true,
        };

    /// <summary>One row per walk along a code, the same walks for each class.</summary>
    public static SampleLayout Codes(int steps, int rows, int classes)
    {
        var vectors = (long)steps * rows;
        return new(vectors * Math.Max(1, classes), steps, vectors, i => (int)(i % vectors), i => (int)(i / vectors))
        {
            Noise = (latent, stream, _) => CodeWalk.Along(latent, stream, steps),
            IsWalk = true,
        };
    }
}
