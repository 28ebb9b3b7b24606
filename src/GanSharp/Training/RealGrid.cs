using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Sampling;

namespace GanSharp.Training;

/// <summary>The picture of real images in the layout of the sample grids, to compare them with.</summary>
internal static class RealGrid
{
    private const byte Empty = 255;

    /// <summary>
    /// Draws images at equal distances in the data: a square, or for a conditional generator a column per class. Cells
    /// for which there are no images stay white.
    /// </summary>
    public static Bitmap Draw(ImageDataset data, Sampler sampler, int rows)
    {
        var shape = data.ImageShape;
        var columns = sampler.IsConditional ? data.Classes : rows;
        var pixels = new byte[rows * columns * shape.Count];
        Array.Fill(pixels, Empty);
        foreach (var (cell, image) in sampler.IsConditional ? PerClass(data, rows)
                : ImageSelection.EvenlySpaced(data.Count, rows * rows).Index())
            data.Image(image).CopyTo(pixels.AsSpan(cell * shape.Count));
        return sampler.NameColumns(ImageGrid.Arrange(pixels, shape, columns));
    }

    private static IEnumerable<(int Cell, int Image)> PerClass(ImageDataset data, int rows)
    {
        var ofClass = data.Labels!.Index().ToLookup(entry => (int)entry.Item, entry => entry.Index);
        return
            from label in Enumerable.Range(0, data.Classes)
            let images = ofClass[label].ToArray()
            from place in ImageSelection.EvenlySpaced(images.Length, rows).Index()
            select (place.Index * data.Classes + label, images[place.Item]);
    }
}
