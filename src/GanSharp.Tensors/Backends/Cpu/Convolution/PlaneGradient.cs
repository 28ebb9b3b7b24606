using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Gradients of weights as inner products of planes: a vector of neighbouring outputs times one of the pixels that they
/// read through a tap (<see cref="PixelPlanes{T}"/>). Lanes are added at the end. Nothing is brought into another
/// order, so it suits few channels.
/// </summary>
internal static unsafe class PlaneGradient<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Windows that a tile of sums takes at a time, so that their outputs stay in the L1 cache.</summary>
    private const int Stretch = 2048;

    private const int TileFilters = 4;
    private const int TileTaps = 3;
    private const int TileSize = TileFilters * TileTaps;

    /// <summary>Least outputs of an image for which it is faster than a product.</summary>
    private const int ManyOutputs = 1024;

    /// <summary>Most weights whose vectors of sums stay in the L2 cache.</summary>
    private const int FewWeights = 4096;

    /// <summary>Most filters, and least channels, of windows that overlap.</summary>
    private const int SomeFilters = 16;

    /// <summary>Whether it is faster than the products of im2col and <see cref="DirectConv{T}"/>.</summary>
    public static bool Suits(in ConvGeometry g)
    {
        if (g.P * g.Q < ManyOutputs || g.K * g.C * g.R * g.S > FewWeights)
            return false;
        return g is { R: 1, S: 1, Stride: 1, Padding: 0 }
            || (g.K <= TileFilters && g.C > SomeFilters)
            || (g.K <= SomeFilters && g.C >= SomeFilters && g.P * g.Q >= 4 * ManyOutputs);
    }

    /// <summary>As <see cref="ConvKernels.WeightGradient"/>.</summary>
    public static void WeightGradient(in ConvGeometry g, T* x, T* gy, T* gw)
    {
        if (Vector512.IsHardwareAccelerated)
            WeightGradient<WideLanes<T>>(g, x, gy, gw);
        else
            WeightGradient<Lanes<T>>(g, x, gy, gw);
    }

    private static void WeightGradient<TLanes>(in ConvGeometry g, T* x, T* gy, T* gw)
        where TLanes : struct, ILanes<TLanes, T>
    {
        using var planes = new PixelPlanes<T>(g);
        var (geometry, pixels, weights) = (g, planes, (long)g.K * planes.Taps);
        var bands = g.N * planes.Bands;
        var pieces = Math.Min(bands, WorkerPool.EnoughPieces);
        using var sums = new Scratch<T>(pieces * weights);
        var parts = sums;
        WorkerPool.For(pieces, piece =>
        {
            var end = (int)((long)bands * (piece + 1) / pieces);
            AddBands<TLanes>(
                geometry, pixels, ((int)((long)bands * piece / pieces), end), x, gy, parts.Pointer + piece * weights);
        });
        new Span<T>(gw, (int)weights).Clear();
        for (var piece = 0; piece < pieces; piece++)
            VectorCopy.Add(gw, parts.Pointer + piece * weights, gw, (int)weights);
    }

    private static void AddBands<TLanes>(
        in ConvGeometry g, in PixelPlanes<T> planes, (int First, int End) bands, T* x, T* gy, T* gw)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var (filterTiles, tapTiles) = (Integers.CeilDiv(g.K, TileFilters), Integers.CeilDiv(planes.Taps, TileTaps));
        using var tiles = new Scratch<T>((long)filterTiles * tapTiles * TileSize * TLanes.Count);
        new Span<T>(tiles.Pointer, (int)tiles.Count).Clear();
        for (var i = bands.First; i < bands.End; i++)
        {
            var (image, band) = Math.DivRem(i, planes.Bands);
            using var copies = planes.Copy(x, image, band);
            using var outputs = Outputs(g, planes, gy, image, band, out var from, out var stride);
            var start = planes.Start(copies, x, image, band);
            var windows = planes.Windows(band);
            for (var first = 0; first < windows; first += Stretch)
                AddStretch<TLanes>(
                    g.K, planes, start + first, from + first, stride, Math.Min(Stretch, windows - first),
                    tiles.Pointer);
        }
        AddLanes<TLanes>(tiles.Pointer, g.K, planes.Taps, gw);
    }

    /// <summary>
    /// Adds the products of some windows and their outputs, whose rows are <paramref name="stride"/> apart, to all
    /// tiles.
    /// </summary>
    private static void AddStretch<TLanes>(
        int filters, in PixelPlanes<T> planes, T* pixels, T* outputs, long stride, int count, T* tile)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var rows = stackalloc T*[TileFilters + TileTaps];
        for (var tap = 0; tap < planes.Taps; tap += TileTaps)
        {
            for (var t = 0; t < TileTaps; t++)
                rows[TileFilters + t] = pixels + planes.Offsets[Math.Min(tap + t, planes.Taps - 1)];
            for (var k = 0; k < filters; k += TileFilters, tile += TileSize * TLanes.Count)
            {
                for (var f = 0; f < TileFilters; f++)
                    rows[f] = outputs + Math.Min(k + f, filters - 1) * stride;
                Add<TLanes>(rows, count, tile);
            }
        }
    }

    /// <summary>The outputs of a band, in place if their rows follow each other as those of the windows do.</summary>
    private static Scratch<T> Outputs(
        in ConvGeometry g, in PixelPlanes<T> planes, T* gy, int image, int band, out T* from, out long stride)
    {
        var (first, size) = (band * planes.BandRows, g.P * g.Q);
        var pixels = gy + (long)image * g.K * size;
        var isInPlace = planes.Across == g.Q;
        stride = isInPlace ? size : (long)planes.BandRows * planes.Across;
        var copies = new Scratch<T>(isInPlace ? 0 : g.K * stride);
        from = isInPlace ? pixels + first * g.Q : copies.Pointer;
        var (outputs, rows) = (g with { H = g.P, W = g.Q, Stride = 1 }, planes.RowsOf(band));
        for (var k = 0; !isInPlace && k < g.K; k++)
            PixelGrids.Copy(outputs, pixels + (long)k * size, (first, 0), (rows, planes.Across), from + k * stride);
        return copies;
    }

    /// <summary>
    /// Adds the products of four rows of outputs and three of pixels, in this order, to a tile of vectors. Rows that
    /// repeat the last one have sums that are ignored.
    /// </summary>
    private static void Add<TLanes>(T** rows, int count, T* tile) where TLanes : struct, ILanes<TLanes, T>
    {
        const int Rows = TileFilters + TileTaps;
        var rest = count % TLanes.Count;
        AddVectors<TLanes>(rows, count - rest, tile);
        if (rest == 0)
            return;
        var part = stackalloc T[Rows * TLanes.Count];
        var parts = stackalloc T*[Rows];
        for (var i = 0; i < Rows; i++)
        {
            parts[i] = part + i * TLanes.Count;
            TLanes.Load(rows[i] + count - rest, rest).Store(parts[i]);
        }
        AddVectors<TLanes>(parts, TLanes.Count, tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddVectors<TLanes>(T** rows, int count, T* tile) where TLanes : struct, ILanes<TLanes, T>
    {
        T* a = rows[0], b = rows[1], c = rows[2], d = rows[3], x = rows[4], y = rows[5], z = rows[6];
        var n = TLanes.Count;
        TLanes ax = TLanes.Load(tile), ay = TLanes.Load(tile + n), az = TLanes.Load(tile + 2 * n),
            bx = TLanes.Load(tile + 3 * n), by = TLanes.Load(tile + 4 * n), bz = TLanes.Load(tile + 5 * n),
            cx = TLanes.Load(tile + 6 * n), cy = TLanes.Load(tile + 7 * n), cz = TLanes.Load(tile + 8 * n),
            dx = TLanes.Load(tile + 9 * n), dy = TLanes.Load(tile + 10 * n), dz = TLanes.Load(tile + 11 * n);
        for (var i = 0; i < count; i += n)
        {
            TLanes xs = TLanes.Load(x + i), ys = TLanes.Load(y + i), zs = TLanes.Load(z + i);
            var row = TLanes.Load(a + i);
            ax = TLanes.MultiplyAdd(row, xs, ax);
            ay = TLanes.MultiplyAdd(row, ys, ay);
            az = TLanes.MultiplyAdd(row, zs, az);
            row = TLanes.Load(b + i);
            bx = TLanes.MultiplyAdd(row, xs, bx);
            by = TLanes.MultiplyAdd(row, ys, by);
            bz = TLanes.MultiplyAdd(row, zs, bz);
            row = TLanes.Load(c + i);
            cx = TLanes.MultiplyAdd(row, xs, cx);
            cy = TLanes.MultiplyAdd(row, ys, cy);
            cz = TLanes.MultiplyAdd(row, zs, cz);
            row = TLanes.Load(d + i);
            dx = TLanes.MultiplyAdd(row, xs, dx);
            dy = TLanes.MultiplyAdd(row, ys, dy);
            dz = TLanes.MultiplyAdd(row, zs, dz);
        }
        ax.Store(tile);
        ay.Store(tile + n);
        az.Store(tile + 2 * n);
        bx.Store(tile + 3 * n);
        by.Store(tile + 4 * n);
        bz.Store(tile + 5 * n);
        cx.Store(tile + 6 * n);
        cy.Store(tile + 7 * n);
        cz.Store(tile + 8 * n);
        dx.Store(tile + 9 * n);
        dy.Store(tile + 10 * n);
        dz.Store(tile + 11 * n);
    }

    private static void AddLanes<TLanes>(T* tile, int filters, int taps, T* gw) where TLanes : struct, ILanes<TLanes, T>
    {
        for (var tap = 0; tap < taps; tap += TileTaps)
        {
            for (var k = 0; k < filters; k += TileFilters, tile += TileSize * TLanes.Count)
            {
                for (var i = 0; i < TileSize; i++)
                {
                    var (row, column) = (k + i / TileTaps, tap + i % TileTaps);
                    if (row < filters && column < taps)
                        gw[(long)row * taps + column] = TLanes.Load(tile + i * TLanes.Count).Sum();
                }
            }
        }
    }
}
