using GanSharp.Data;
using GanSharp.Sampling;

namespace GanSharp.Studio.Play;

/// <summary>The training pictures nearest to a picture.</summary>
/// <param name="State">Whether the training pictures are at hand.</param>
/// <param name="Share">The share of them that has been read.</param>
/// <param name="Reason">Why there are none; null if there are.</param>
/// <param name="Compared">The number of pictures that were compared.</param>
/// <param name="Picture">
/// The nearest ones side by side, as an address that holds them; null before they are read.
/// </param>
/// <param name="Found">Their differences and classes, the nearest first.</param>
internal sealed record Nearest(
    LoadState State, double Share, string? Reason, int Compared, string? Picture, IReadOnlyList<NearPicture> Found)
{
    private const int Most = 8;

    /// <summary>Finds the nearest pictures.</summary>
    public static Nearest Of(PictureLoad load, SampleSet one, CancellationToken cancellation)
    {
        if (load is not { Pictures: { } pictures, Nearest: { } search })
            return new(load.State, load.Share, load.Reason, 0, null, []);
        if (pictures.ImageShape != one.Image)
            return new(
                LoadState.Absent, 1, "the training pictures and the generator's have different sizes", 0, null, []);
        var side = Math.Min(32, Math.Min(one.Image.Height, one.Image.Width));
        var scale = 255 * Math.Sqrt((double)side * side * one.Image.Channels);
        var found = search.Find(new ImageDataset("picture", one.Pixels, one.Image), Most, cancellation)[0];
        byte[] pixels = [.. found.SelectMany(each => pictures.Image(each.Index).ToArray())];
        return new(
            LoadState.Ready, 1, null, pictures.Count,
            PictureFiles.DataAddress(new(pixels, one.Image, null, found.Length)),
            [
                .. found.Select(each => new NearPicture(
                    each.Distance / scale,
                    pictures.Labels is { } labels ? pictures.ClassNames[labels[each.Index]] : null)),
            ]);
    }
}

/// <summary>A training picture.</summary>
/// <param name="Difference">The root mean square difference of pixels, 0 to 1.</param>
/// <param name="Class">Its class; null if it has none.</param>
internal sealed record NearPicture(double Difference, string? Class);
