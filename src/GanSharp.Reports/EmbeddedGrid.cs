using GanSharp.IO;
using GanSharp.Reports.Languages;
using GanSharp.Training.Records;

namespace GanSharp.Reports;

/// <summary>A picture in a page.</summary>
/// <param name="Label">The caption, such as the epoch.</param>
/// <param name="Uri">The picture as a data URI.</param>
/// <param name="Width">The width on the page: a multiple of the picture's own.</param>
/// <param name="Height">The height on the page.</param>
internal sealed record EmbeddedGrid(string Label, string Uri, int Width, int Height)
{
    private const int MostGrids = 60, MostZoom = 6;
    private const long MostBytes = 1 << 25;

    /// <summary>
    /// Creates the picture of a grid, enlarged by the largest integer factor that fits into a square of
    /// <paramref name="width"/> pixels. The page writes the names of classes itself, so those in the picture are left
    /// out.
    /// </summary>
    public static EmbeddedGrid Of(RunRecord run, SavedGrid grid, int width, Phrases phrases) =>
        Of(run, grid.Path, Words.Place(phrases, run, grid), width);

    /// <summary>Creates the picture of a run's real images in the same way; null if it has none.</summary>
    public static EmbeddedGrid? OfReal(RunRecord run, int width, Phrases phrases) =>
        run.RealPicture is { } path ? Of(run, path, phrases["real images"], width) : null;

    /// <summary>Creates the picture of a file, enlarged in the same way.</summary>
    public static EmbeddedGrid Of(string path, string label, int width) =>
        Of(PngReader.Read(path), InputFile.ReadBytes(path), label, width);

    private static EmbeddedGrid Of(RunRecord run, string path, string label, int width)
    {
        var picture = PngReader.Read(path);
        var height = run.Description.Generator.Layers is [.., { Output: { Rank: 3 } image }] ? image[1] : 0;
        var grid = ColumnNames.Remove(picture, height);
        if (grid == picture)
            return Of(picture, InputFile.ReadBytes(path), label, width);
        using var png = new MemoryStream();
        PngWriter.Write(png, grid);
        return Of(grid, png.ToArray(), label, width);
    }

    private static EmbeddedGrid Of(Bitmap picture, byte[] png, string label, int width)
    {
        var zoom = Math.Clamp(width / Math.Max(picture.Width, picture.Height), 1, MostZoom);
        var uri = $"data:image/png;base64,{Convert.ToBase64String(png)}";
        return new(label, uri, zoom * picture.Width, zoom * picture.Height);
    }

    /// <summary>Chooses at most 60 of a run's grids, about 32 MiB together, at equal distances.</summary>
    public static IReadOnlyList<SavedGrid> Choose(RunRecord run)
    {
        var chosen = Evenly.Pick(run.Grids, MostGrids);
        while (chosen.Count > 2 && chosen.Sum(grid => new FileInfo(grid.Path).Length) > MostBytes)
            chosen = Evenly.Pick(run.Grids, Math.Max(2, chosen.Count / 2));
        return chosen;
    }
}
