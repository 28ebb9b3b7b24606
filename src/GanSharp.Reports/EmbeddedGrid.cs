using GanSharp.IO;
using GanSharp.Training.Records;

namespace GanSharp.Reports;

/// <summary>A picture within a page.</summary>
/// <param name="Label">When it was drawn.</param>
/// <param name="Uri">The picture as a data URI.</param>
/// <param name="Width">Pixels of the page in a row: a multiple of its own.</param>
/// <param name="Height">Pixels of the page in a column.</param>
internal sealed record EmbeddedGrid(string Label, string Uri, int Width, int Height)
{
    private const int MostGrids = 60, MostZoom = 6;
    private const long MostBytes = 1 << 25;

    /// <summary>
    /// The grid, enlarged to whole multiples of its pixels as far as a square of <paramref name="width"/> allows.
    /// </summary>
    public static EmbeddedGrid Of(RunRecord run, SavedGrid grid, int width) =>
        Of(grid.Path, Words.Place(run, grid), width);

    /// <summary>The picture in a file, enlarged in that way.</summary>
    public static EmbeddedGrid Of(string path, string label, int width)
    {
        var picture = PngReader.Read(path);
        var zoom = Math.Clamp(width / Math.Max(picture.Width, picture.Height), 1, MostZoom);
        var uri = $"data:image/png;base64,{Convert.ToBase64String(InputFile.ReadBytes(path))}";
        return new(label, uri, zoom * picture.Width, zoom * picture.Height);
    }

    /// <summary>At most 60 of a run's grids and about 32 MiB of them, evenly chosen.</summary>
    public static IReadOnlyList<SavedGrid> Choose(RunRecord run)
    {
        var chosen = Evenly.Pick(run.Grids, MostGrids);
        while (chosen.Count > 2 && chosen.Sum(grid => new FileInfo(grid.Path).Length) > MostBytes)
            chosen = Evenly.Pick(run.Grids, Math.Max(2, chosen.Count / 2));
        return chosen;
    }
}
