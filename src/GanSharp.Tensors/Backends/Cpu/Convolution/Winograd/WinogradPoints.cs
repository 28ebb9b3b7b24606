using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// Applies a linear map down the columns of a block of pixels, and one along its rows, for all channels. Their number
/// is a multiple of the lanes of a register.
/// </summary>
internal static unsafe class WinogradPoints
{
    /// <summary>Elements between matrices that keep them off the same cache lines.</summary>
    private const int Gap = 80;

    /// <summary>
    /// Elements from the matrix of one point to the next, with a gap so that they do not compete for the same cache
    /// lines.
    /// </summary>
    public static long Step(int rows, int columns) => (long)rows * columns + Gap;

    /// <summary>
    /// Maps <paramref name="pixels"/> to values at the points, in columns of one row that start at
    /// <paramref name="column"/>, one per channel.
    /// </summary>
    public static void Transform<T, TMap, TRows>(
        int points, (TMap Down, TMap Across) maps, in PixelBlock<T> pixels, int channels, TRows rows, int row,
        int column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IPointMap
        where TRows : struct, IPointRows<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Transform<T, WideLanes<T>, TMap, TRows>(points, maps, pixels, channels, rows, row, column);
        else
            Transform<T, Lanes<T>, TMap, TRows>(points, maps, pixels, channels, rows, row, column);
    }

    /// <summary>
    /// Maps values at the points, <paramref name="pointStep"/> elements apart, to <paramref name="pixels"/>.
    /// </summary>
    public static void TransformBack<T, TMap, TStore>(
        int points, (TMap Down, TMap Across) maps, T* from, long pointStep, int channels, in PixelBlock<T> pixels,
        TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IPointMap
        where TStore : struct, IStore
    {
        if (Vector512.IsHardwareAccelerated)
            TransformBack<T, WideLanes<T>, TMap, TStore>(points, maps, from, pointStep, channels, pixels, store);
        else
            TransformBack<T, Lanes<T>, TMap, TStore>(points, maps, from, pointStep, channels, pixels, store);
    }

    private static void Transform<T, TLanes, TMap, TRows>(
        int points, (TMap Down, TMap Across) maps, in PixelBlock<T> pixels, int channels, TRows rows, int row,
        int column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TMap : struct, IPointMap
        where TRows : struct, IPointRows<T>
    {
        if (points == FivePoints.Count)
            Transform<T, TLanes, FivePoints, TMap, TRows>(maps, pixels, channels, rows, row, column);
        else
            Transform<T, TLanes, SixPoints, TMap, TRows>(maps, pixels, channels, rows, row, column);
    }

    private static void TransformBack<T, TLanes, TMap, TStore>(
        int points, (TMap Down, TMap Across) maps, T* from, long pointStep, int channels, in PixelBlock<T> pixels,
        TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TMap : struct, IPointMap
        where TStore : struct, IStore
    {
        if (points == FivePoints.Count)
            TransformBack<T, TLanes, FivePoints, TMap, TStore>(maps, from, pointStep, channels, pixels, store);
        else
            TransformBack<T, TLanes, SixPoints, TMap, TStore>(maps, from, pointStep, channels, pixels, store);
    }

    [SkipLocalsInit]
    private static void Transform<T, TLanes, TPoints, TMap, TRows>(
        (TMap Down, TMap Across) maps, in PixelBlock<T> pixels, int channels, TRows rows, int row, int column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TPoints : struct, IPoints
        where TMap : struct, IPointMap
        where TRows : struct, IPointRows<T>
    {
        var (lanes, pointStep, points) = (TLanes.Count, rows.PointStep, TPoints.Count);
        var (down, across) = maps;
        var (width, rowStep, columnStep) = (pixels.Columns, pixels.RowStep, pixels.ColumnStep);
        var from = pixels.Start;
        var memory = stackalloc byte[points * points * lanes * sizeof(T) + VectorCopy.LineBytes];
        var half = FirstLine<T>(memory);
        for (var first = 0; first < channels; first += rows.Contiguous)
        {
            var to = rows.At(row, column + first);
            for (var c = 0; c < Math.Min(rows.Contiguous, channels - first); c += lanes)
            {
                for (var j = 0; j < width; j++)
                    down.Apply<T, TLanes, TPoints, Overwrite>(
                        from + first + c + j * columnStep, rowStep, half + j * lanes, points * lanes, default);
                for (var i = 0; i < points; i++)
                    across.Apply<T, TLanes, TPoints, Overwrite>(
                        half + i * points * lanes, lanes, to + c + i * points * pointStep, pointStep, default);
            }
        }
    }

    [SkipLocalsInit]
    private static void TransformBack<T, TLanes, TPoints, TMap, TStore>(
        (TMap Down, TMap Across) maps, T* from, long pointStep, int channels, in PixelBlock<T> pixels, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TPoints : struct, IPoints
        where TMap : struct, IPointMap
        where TStore : struct, IStore
    {
        var (lanes, points) = (TLanes.Count, TPoints.Count);
        var (down, across) = maps;
        var (height, rowStep, columnStep) = (pixels.Rows, pixels.RowStep, pixels.ColumnStep);
        var to = pixels.Start;
        var memory = stackalloc byte[points * points * lanes * sizeof(T) + VectorCopy.LineBytes];
        var half = FirstLine<T>(memory);
        for (var c = 0; c < channels; c += lanes)
        {
            for (var j = 0; j < points; j++)
                down.Apply<T, TLanes, TPoints, Overwrite>(
                    from + c + j * pointStep, points * pointStep, half + j * lanes, points * lanes, default);
            for (var i = 0; i < height; i++)
                across.Apply<T, TLanes, TPoints, TStore>(
                    half + i * points * lanes, lanes, to + c + i * rowStep, columnStep, store);
        }
    }

    /// <summary>The start of the first cache line in <paramref name="memory"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* FirstLine<T>(byte* memory) where T : unmanaged =>
        (T*)(((nint)memory + VectorCopy.LineBytes - 1) & -VectorCopy.LineBytes);
}
