using GanSharp.IO;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GanSharp.Cli.Presentation;

/// <summary>
/// A picture made of half blocks, two pixels per character, in as many colours as the terminal supports. A picture that
/// is too wide is scaled down.
/// </summary>
internal sealed class TerminalImage(Bitmap picture) : Renderable
{
    private const char UpperHalf = '▀';

    protected override Measurement Measure(RenderOptions options, int maxWidth)
    {
        var width = Math.Min(picture.Width, maxWidth);
        return new(width, width);
    }

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var width = Math.Min(picture.Width, maxWidth);
        var height = Math.Max(1, (int)((long)picture.Height * width / picture.Width));
        for (var row = 0; row < height; row += 2)
        {
            foreach (var segment in Row(row, width, height))
                yield return segment;
            yield return Segment.LineBreak;
        }
    }

    /// <summary>Returns the characters of two rows of pixels. Equal neighbours share a segment.</summary>
    private IEnumerable<Segment> Row(int row, int width, int height)
    {
        var start = 0;
        for (var column = 1; column <= width; column++)
        {
            if (column < width && Cell(column).Equals(Cell(start)))
                continue;
            yield return new(new string(UpperHalf, column - start), Cell(start));
            start = column;
        }

        Style Cell(int column) =>
            new(Pixel(column, row, width, height), row + 1 < height ? Pixel(column, row + 1, width, height) : null);
    }

    /// <summary>Returns the mean colour of the pixels that become one pixel of the scaled picture.</summary>
    private Color Pixel(int column, int row, int width, int height)
    {
        var (left, right) = Span(column, width, picture.Width);
        var (top, bottom) = Span(row, height, picture.Height);
        return new(Mean(0), Mean(1), Mean(2));

        byte Mean(int channel)
        {
            var sum = 0;
            for (var y = top; y < bottom; y++)
                for (var x = left; x < right; x++)
                    sum += picture.Pixels[
                        (y * picture.Width + x) * picture.Channels + Math.Min(channel, picture.Channels - 1)];
            return (byte)(sum / ((right - left) * (bottom - top)));
        }
    }

    private static (int From, int To) Span(int index, int size, int source)
    {
        var from = (int)((long)index * source / size);
        return (from, Math.Max(from + 1, (int)((index + 1L) * source / size)));
    }
}
