using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>
/// The matrix that turns a convolution into a product: element (tap, position) is what the weight <c>tap</c> (channel, row, column)
/// meets at the output <c>position</c> (image, row, column). It is never built; stretches of its rows are read from planes.
/// </summary>
internal readonly unsafe struct Patches<T>(T* planes, int* taps, int imageSize, int planeWidth, int rows, int columns)
    where T : unmanaged
{
    public const int MostPositions = 64;

    /// <summary>Cuts the positions from <paramref name="first"/> on into runs of neighbours; returns how many runs there are.</summary>
    public int Runs(int first, int count, Run* runs)
    {
        var n = 0;
        var (image, rest) = Math.DivRem(first, rows * columns);
        var (row, column) = Math.DivRem(rest, columns);
        for (var to = 0; to < count; n++)
        {
            var length = Math.Min(columns - column, count - to);
            runs[n] = new(image * (long)imageSize + row * planeWidth + column, to, length);
            to += length;
            column = 0;
            if (++row == rows)
                (row, image) = (0, image + 1);
        }
        return n;
    }

    /// <summary>Copies what <paramref name="tap"/> meets in the runs; less than a vector beyond the last is overwritten.</summary>
    public void Copy(int tap, Run* runs, int count, T* to)
    {
        var from = planes + taps[tap];
        for (var end = runs + count; runs < end; runs++)
            Lanes.CopyOver(from + runs->From, to + runs->To, runs->Length);
    }

    public readonly record struct Run(long From, int To, int Length);
}

/// <summary>Patches as B of forward products: columns are positions, depths are taps.</summary>
internal readonly unsafe struct PositionPanels<T>(Patches<T> patches) : IPanels<T> where T : unmanaged
{
    [SkipLocalsInit]
    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        var runs = stackalloc Patches<T>.Run[Patches<T>.MostPositions];
        var n = patches.Runs(first, count, runs);
        for (var d = 0; d < depth; d++)
            patches.Copy(from + d, runs, n, panel + (long)d * width);
        Lanes.ClearColumns(panel, count, width, depth);
    }
}

/// <summary>Patches as B of weight gradients: columns are taps, depths are positions.</summary>
internal readonly unsafe struct TapPanels<T>(Patches<T> patches) : IPanels<T> where T : unmanaged
{
    private const int MostTaps = 64;

    [SkipLocalsInit]
    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        var runs = stackalloc Patches<T>.Run[Patches<T>.MostPositions];
        var rows = stackalloc T[(MostTaps + 1) * Patches<T>.MostPositions];
        for (var d = 0; d < depth; d += Patches<T>.MostPositions)
        {
            var length = Math.Min(Patches<T>.MostPositions, depth - d);
            var n = patches.Runs(from + d, length, runs);
            for (var tap = 0; tap < count; tap++)
                patches.Copy(first + tap, runs, n, rows + tap * Patches<T>.MostPositions);
            Lanes.Transpose(rows, Patches<T>.MostPositions, count, width, length, panel + (long)d * width);
        }
        Lanes.ClearColumns(panel, count, width, depth);
    }
}
