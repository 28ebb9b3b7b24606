using System.Globalization;

namespace GanSharp.IO;

/// <summary>The names of classes above the columns of an <see cref="ImageGrid"/>.</summary>
public static class ColumnNames
{
    private const int LeastSide = 12, WidthPerScale = 28, LeastLetters = 2;
    private const byte Paper = 255, Ink = 32;

    /// <summary>
    /// Returns a grid with a band above it that has the class of each column, as large as all names fit: a pixel of the
    /// font is at most 1/28 of an image. A name that is too long is cut. The number of the class takes the place of a
    /// name that the font cannot write, or that would look like another after cutting. Returns the grid itself if its
    /// images are too small for names.
    /// </summary>
    /// <param name="grid">The grid.</param>
    /// <param name="image">The size of one image.</param>
    /// <param name="classes">The number and name of the class of every column.</param>
    /// <param name="zoom">Side of the square for each pixel of an image.</param>
    public static Bitmap Above(
        Bitmap grid, ImageShape image, IReadOnlyList<(int Number, string Name)> classes, int zoom = 1)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfLessThan(zoom, 1);
        var cell = image.Width * zoom;
        if (classes.Count == 0 || cell < LeastSide || image.Height * zoom < LeastSide)
            return grid;
        string?[] names = [.. classes.Select(each => PixelFont.Drawable(each.Name))];
        var scale = Math.Max(1, Math.Min(cell, image.Height * zoom) / WidthPerScale);
        while (scale > 1 && names.Any(name => name is not null && scale * PixelFont.Width(name) > cell))
            scale--;
        var band = ImageGrid.Margin + scale * PixelFont.Height;
        var pixels = new byte[(grid.Height + band) * grid.Width * grid.Channels];
        pixels.AsSpan(0, band * grid.Width * grid.Channels).Fill(Paper);
        grid.Pixels.CopyTo(pixels, band * grid.Width * grid.Channels);
        foreach (var (column, text) in Fitting(classes, names, cell / scale).Index())
        {
            var left = ImageGrid.Margin + column * (cell + ImageGrid.Margin);
            var indent = (cell - scale * PixelFont.Width(text)) / 2;
            PixelFont.Draw(text, (x, y) => Square(left + indent + x * scale, ImageGrid.Margin + y * scale));
        }
        return new(grid.Width, grid.Height + band, grid.Channels, pixels);

        void Square(int left, int top)
        {
            for (var y = top; y < top + scale; y++)
                pixels.AsSpan((y * grid.Width + left) * grid.Channels, scale * grid.Channels).Fill(Ink);
        }
    }

    /// <summary>Returns a grid of images without the band that <see cref="Above"/> added, if it has one.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="height">The height of one image, not zoomed.</param>
    public static Bitmap Remove(Bitmap grid, int height)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var band = (grid.Height - ImageGrid.Margin) % (height + ImageGrid.Margin);
        return band <= 0 || height < LeastSide || band >= grid.Height ? grid
            : new(
                grid.Width, grid.Height - band, grid.Channels, grid.Pixels[(band * grid.Width * grid.Channels)..]);
    }

    /// <summary>Returns the texts to draw: names that fit, cut names, or numbers.</summary>
    private static IEnumerable<string> Fitting(
        IReadOnlyList<(int Number, string Name)> classes, string?[] names, int width)
    {
        string?[] cut = [.. names.Select(name => name is null ? null : Cut(name, width))];
        var meanings = cut.Zip(classes).ToLookup(column => column.First, column => column.Second.Number);
        foreach (var (text, (number, _)) in cut.Zip(classes))
        {
            var digits = number.ToString(CultureInfo.InvariantCulture);
            yield return text is not null && meanings[text].Distinct().Count() == 1 ? text
                : PixelFont.Width(digits) <= width ? digits
                : "";
        }
    }

    /// <summary>Returns a name or its beginning; null if fewer than two letters fit.</summary>
    private static string? Cut(string name, int width)
    {
        if (PixelFont.Width(name) <= width)
            return name;
        for (var length = name.Length - 1; length >= LeastLetters; length--)
        {
            var text = name[..length].TrimEnd(' ', '-', '_', '.') + PixelFont.Ellipsis;
            if (PixelFont.Width(text) <= width)
                return text;
        }
        return null;
    }
}
