using GanSharp.IO;
using GanSharp.Training.Records;

namespace GanSharp.Studio.Runs;

/// <summary>Where the images of a sample grid are, in pixels.</summary>
/// <param name="Width">The width of an image.</param>
/// <param name="Height">The height of an image.</param>
/// <param name="Columns">Images per row.</param>
/// <param name="Count">The number of places for images.</param>
/// <param name="Left">The left edge of the first image.</param>
/// <param name="Top">The upper edge of the first image, below the names of classes.</param>
/// <param name="Margin">The space between images.</param>
internal sealed record GridLayout(int Width, int Height, int Columns, int Count, int Left, int Top, int Margin)
{
    /// <summary>The layout of a grid of a run.</summary>
    /// <exception cref="GanSharpException">The picture does not fit the generator of the run.</exception>
    public static GridLayout Of(RunDescription run, Bitmap grid)
    {
        if (run.Generator.Layers is not [.., { Output: { Rank: 3 } image }])
            throw new GanSharpException("the size of the images is unknown, since the generator was written in C#");
        var (height, width) = (image[1], image[2]);
        var (cellWidth, cellHeight) = (width + ImageGrid.Margin, height + ImageGrid.Margin);
        var (columns, rows) = (grid.Width / cellWidth, grid.Height / cellHeight);
        return new(
            width, height, columns, columns * rows, ImageGrid.Margin, grid.Height - rows * cellHeight,
            ImageGrid.Margin);
    }
}
