using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// The same map down the columns of a square of pixels, then along its rows, for many channels, a multiple of a
/// register's lanes.
/// </summary>
internal static unsafe class WinogradPoints
{
    private const int Points = WinogradTiles.Points;
    private const int Apart = 80;

    /// <summary>
    /// Elements from one point's matrix to the next: so many that neighbours do not meet in the same lines of a cache.
    /// </summary>
    public static long Step(int rows, int columns) => (long)rows * columns + Apart;

    /// <summary>
    /// Maps <paramref name="size"/> × <paramref name="size"/> pixels, <paramref name="rowStep"/> and
    /// <paramref name="columnStep"/> elements apart, to a row of numbers at the points, whose columns from
    /// <paramref name="column"/> on are the channels.
    /// </summary>
    [SkipLocalsInit]
    public static void Transform<T, TMap, TRows>(
        TMap map, int size, T* from, long rowStep, long columnStep, int channels, TRows rows, int row, int column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IPointMap
        where TRows : struct, IPointRows<T>
    {
        var (lanes, pointStep) = (Vector<T>.Count, rows.PointStep);
        var half = stackalloc T[Points * Points * lanes];
        for (var first = 0; first < channels; first += rows.Together)
        {
            var to = rows.At(row, column + first);
            for (var c = 0; c < Math.Min(rows.Together, channels - first); c += lanes)
            {
                for (var j = 0; j < size; j++)
                    map.Apply(
                        from + first + c + j * columnStep, rowStep, half + j * lanes, Points * lanes,
                        default(Overwrite<T>));
                for (var i = 0; i < Points; i++)
                    map.Apply(
                        half + i * Points * lanes, lanes, to + c + i * Points * pointStep, pointStep,
                        default(Overwrite<T>));
            }
        }
    }

    /// <summary>
    /// Maps numbers at the points, <paramref name="pointStep"/> elements apart, to <paramref name="size"/> ×
    /// <paramref name="size"/> pixels, which are put in their places.
    /// </summary>
    [SkipLocalsInit]
    public static void TransformBack<T, TMap, TStore>(
        TMap map, int size, T* from, long pointStep, int channels, T* to, long rowStep, long columnStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IPointMap
        where TStore : struct, IStore<T>
    {
        var lanes = Vector<T>.Count;
        var half = stackalloc T[Points * Points * lanes];
        for (var c = 0; c < channels; c += lanes)
        {
            for (var j = 0; j < Points; j++)
                map.Apply(
                    from + c + j * pointStep, Points * pointStep, half + j * lanes, Points * lanes,
                    default(Overwrite<T>));
            for (var i = 0; i < size; i++)
                map.Apply(half + i * Points * lanes, lanes, to + c + i * rowStep, columnStep, store);
        }
    }
}
