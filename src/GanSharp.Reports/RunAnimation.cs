using GanSharp.IO;
using GanSharp.Training.Records;

namespace GanSharp.Reports;

/// <summary>Animates the samples of a run.</summary>
internal static class RunAnimation
{
    private const int MostFrames = 100;
    private const long MostBytes = 1L << 28;
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(0.5), LastDelay = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Returns an animation of the grids after each epoch, or of all grids if there are no epochs; null if there are no
    /// grids. Only grids of the last one's size are used.
    /// </summary>
    public static Animation? Of(RunRecord run)
    {
        var grids = run.Grids.Any(grid => grid.Epoch > 0)
            ? [.. run.Grids.Where(grid => grid.Epoch is not null)]
            : run.Grids;
        if (grids.Count == 0)
            return null;
        var size = SizeOf(grids[^1].Read());
        var frames = Math.Min(
            MostFrames, (int)Math.Max(1, MostBytes / ((long)size.Width * size.Height * size.Channels)));
        return new(
            [.. Evenly.Pick(grids, frames).Select(grid => grid.Read()).Where(frame => SizeOf(frame) == size)],
            Delay, LastDelay);
    }

    private static (int Width, int Height, int Channels) SizeOf(Bitmap picture) =>
        (picture.Width, picture.Height, picture.Channels);
}
