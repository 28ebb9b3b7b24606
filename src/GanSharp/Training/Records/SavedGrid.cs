using System.Globalization;
using GanSharp.IO;

namespace GanSharp.Training.Records;

/// <summary>
/// A sample grid in the folder of a run: <c>samples/epoch-0003.png</c> or <c>samples/step-0000070.png</c>.
/// </summary>
/// <param name="Step">Generator steps done.</param>
/// <param name="Epoch">
/// Epochs finished if the grid ends an epoch (0: before the first step); null for a grid in between.
/// </param>
/// <param name="Path">The path of the file.</param>
public sealed record SavedGrid(long Step, int? Epoch, string Path)
{
    private const string Suffix = ".png";

    /// <summary>Reads the picture.</summary>
    /// <exception cref="GanSharpException">The file is missing, damaged or not a PNG.</exception>
    public Bitmap Read() => PngReader.Read(Path);

    /// <summary>
    /// The grids of a folder in the order of their steps; none if there is no folder. Skips other files.
    /// </summary>
    internal static IReadOnlyList<SavedGrid> In(string folder, long stepsPerEpoch) =>
    [
        .. DiskFolder
            .Files(folder, $"*{Suffix}")
            .Select(path => Of(path, stepsPerEpoch))
            .OfType<SavedGrid>()
            .OrderBy(grid => grid.Step),
    ];

    private static SavedGrid? Of(string path, long stepsPerEpoch) =>
        NumberAfter("epoch-", path) is { } epoch ? new(epoch * stepsPerEpoch, epoch, path)
        : NumberAfter("step-", path) is { } step ? new(step, null, path)
        : null;

    private static int? NumberAfter(string prefix, string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        return name.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
