using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Movement;

/// <summary>
/// The filter (1, 2, 1)/4 along both axes of planes (planes, H, W). A row is the sum of three rows, then of three
/// neighbours in it. Only the order of additions is fixed, not the length of a register.
/// </summary>
internal static unsafe class Blurring
{
    public static void Blur<T>(T* x, T* y, int planes, int height, int width, bool isAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Chunks.ForRows(planes * height, width, (first, end) =>
        {
            // Between two zeros, the neighbours of the first and the last pixel.
            using var padded = new Scratch<T>(width + 2);
            var sums = padded.Pointer + 1;
            (sums[-1], sums[width]) = (T.Zero, T.Zero);
            var edge = T.CreateTruncating(4) * Share<T>(0, width);
            for (var i = first; i < end; i++)
            {
                var target = y + (long)i * width;
                AddRows(x + (long)i * width, i % height, height, width, isAdjoint, sums);
                if (isAdjoint)
                    ScaleEnds(sums, width, edge);
                AddNeighbours(sums, target, width);
                if (!isAdjoint)
                    ScaleEnds(target, width, edge);
            }
        });

    /// <summary>One divided by the sum of the weights around index i that are inside.</summary>
    private static T Share<T>(int i, int extent) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.One / T.CreateTruncating((i > 0 ? 1 : 0) + 2 + (i < extent - 1 ? 1 : 0));

    private static void AddRows<T>(T* row, int i, int height, int width, bool isAdjoint, T* sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (share, hasAbove, hasBelow) = (Share<T>(i, height), i > 0, i < height - 1);
        var middle = share + share;
        var above = !hasAbove ? T.Zero : isAdjoint ? Share<T>(i - 1, height) : share;
        var below = !hasBelow ? T.Zero : isAdjoint ? Share<T>(i + 1, height) : share;
        var rowAbove = hasAbove ? row - width : row;
        var rowBelow = hasBelow ? row + width : row;
        var j = 0;
        for (; j <= width - Vector<T>.Count; j += Vector<T>.Count)
            Vector.Store(
                Vector.Load(rowAbove + j) * above + Vector.Load(rowBelow + j) * below + Vector.Load(row + j) * middle,
                sums + j);
        for (; j < width; j++)
            sums[j] = rowAbove[j] * above + rowBelow[j] * below + row[j] * middle;
    }

    private static void AddNeighbours<T>(T* sums, T* y, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (half, quarter) = (T.CreateTruncating(0.5), T.CreateTruncating(0.25));
        var j = 0;
        for (; j <= width - Vector<T>.Count; j += Vector<T>.Count)
            Vector.Store(
                (Vector.Load(sums + j - 1) + Vector.Load(sums + j + 1)) * quarter + Vector.Load(sums + j) * half,
                y + j);
        for (; j < width; j++)
            y[j] = (sums[j - 1] + sums[j + 1]) * quarter + sums[j] * half;
    }

    private static void ScaleEnds<T>(T* row, int width, T factor) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        row[0] *= factor;
        if (width > 1)
            row[width - 1] *= factor;
    }
}
