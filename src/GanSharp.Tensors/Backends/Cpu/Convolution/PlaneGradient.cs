using System.Numerics;
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
    /// <summary>
    /// Windows that a tile of sums takes at a time, so that the pixels and outputs that it reads stay in the L1 cache.
    /// </summary>
    private const int Stretch = 512;

    /// <summary>Least outputs of an image, per filter, for which it is faster than a product.</summary>
    private const int ManyOutputs = 20;

    /// <summary>Most weights whose vectors of sums stay in the L2 cache.</summary>
    private const int FewWeights = 1 << 15;

    /// <summary>Most filters for many channels, which products do not fill.</summary>
    private const int SomeFilters = 16;

    /// <summary>Most channels for many filters.</summary>
    private const int SomeChannels = 8;

    /// <summary>Whether it is faster than the products of im2col and <see cref="DirectConv{T}"/>.</summary>
    public static bool Suits(in ConvGeometry g)
    {
        if (g is { R: 1, S: 1, Stride: 1, Padding: 0 })
            return g.K * g.C <= FewWeights / 2;
        return g.P * g.Q >= ManyOutputs * g.K && g.K * g.C * g.R * g.S <= FewWeights
            && (g.K <= SomeFilters || g.C <= SomeChannels);
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
            AddBands<TLanes>(
                geometry, pixels, Integers.Part(bands, pieces, piece), x, gy, parts.Pointer + piece * weights);
        });
        new Span<T>(gw, (int)weights).Clear();
        for (var piece = 0; piece < pieces; piece++)
            VectorCopy.Add(gw, parts.Pointer + piece * weights, gw, (int)weights);
    }

    private static void AddBands<TLanes>(
        in ConvGeometry g, in PixelPlanes<T> planes, (int First, int End) bands, T* x, T* gy, T* gw)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var filterTiles = Integers.CeilDiv(g.K, PlaneTile<TLanes, T>.Filters);
        var tapTiles = Integers.CeilDiv(planes.Taps, PlaneTile<TLanes, T>.Taps);
        using var tiles = new Scratch<T>((long)filterTiles * tapTiles * PlaneTile<TLanes, T>.Size);
        new Span<T>(tiles.Pointer, (int)tiles.Count).Clear();
        for (var i = bands.First; i < bands.End; i++)
        {
            var (image, band) = Math.DivRem(i, planes.Bands);
            using var copies = planes.Copy(x, image, band);
            using var outputs = Outputs<TLanes>(g, planes, gy, image, band, out var from, out var run, out var stride);
            AddRun<TLanes>(g.K, planes, planes.Start(copies, x, image, band), from, stride, run, tiles.Pointer);
        }
        AddLanes<TLanes>(tiles.Pointer, g.K, planes.Taps, gw);
    }

    /// <summary>Adds the products of the windows of a band and their outputs to all tiles, in stretches.</summary>
    private static void AddRun<TLanes>(
        int filters, in PixelPlanes<T> planes, T* pixels, T* outputs, long stride, PlaneRun run, T* tiles)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var lines = Math.Max(1, Stretch / run.Length);
        for (var line = 0; line < run.Lines; line += lines)
        {
            for (var first = 0; first < run.Length; first += Stretch)
                AddStretch<TLanes>(
                    filters, planes, pixels + line * run.PixelStep + first, outputs + line * run.OutputStep + first,
                    stride,
                    run with
                    {
                        Lines = Math.Min(lines, run.Lines - line),
                        Length = Math.Min(Stretch, run.Length - first),
                    },
                    tiles);
        }
    }

    /// <summary>
    /// Adds the products of some windows and their outputs, whose rows are <paramref name="stride"/> apart, to all
    /// tiles.
    /// </summary>
    private static void AddStretch<TLanes>(
        int filters, in PixelPlanes<T> planes, T* pixels, T* outputs, long stride, PlaneRun run, T* tile)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var taps = PlaneTile<TLanes, T>.Taps;
        var rows = stackalloc T*[taps + PlaneTile<TLanes, T>.Filters];
        for (var tap = 0; tap < planes.Taps; tap += taps)
        {
            for (var t = 0; t < taps; t++)
                rows[t] = pixels + planes.Offsets[Math.Min(tap + t, planes.Taps - 1)];
            for (var k = 0; k < filters; k += PlaneTile<TLanes, T>.Filters, tile += PlaneTile<TLanes, T>.Size)
            {
                for (var f = 0; f < PlaneTile<TLanes, T>.Filters; f++)
                    rows[taps + f] = outputs + Math.Min(k + f, filters - 1) * stride;
                PlaneTile<TLanes, T>.Add(rows, run, tile);
            }
        }
    }

    /// <summary>
    /// The outputs of a band: in place if vectors of them end with the rows, or if the rows follow each other as those
    /// of the windows do. Otherwise in copies, with zeros between the rows.
    /// </summary>
    private static Scratch<T> Outputs<TLanes>(
        in ConvGeometry g, in PixelPlanes<T> planes, T* gy, int image, int band, out T* from, out PlaneRun run,
        out long stride)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var (first, size, rows) = (band * planes.BandRows, g.P * g.Q, planes.RowsOf(band));
        var pixels = gy + (long)image * g.K * size;
        var isOneRow = planes.Across == g.Q;
        var isInPlace = isOneRow || g.Q % TLanes.Count == 0;
        run = isOneRow ? new(1, rows * g.Q, 0, 0)
            : isInPlace ? new(rows, g.Q, planes.Across, g.Q)
            : new(1, planes.Windows(band), 0, 0);
        stride = isInPlace ? size : (long)planes.BandRows * planes.Across;
        var copies = new Scratch<T>(isInPlace ? 0 : g.K * stride);
        from = isInPlace ? pixels + first * g.Q : copies.Pointer;
        var outputs = g with { H = g.P, W = g.Q, Stride = 1 };
        for (var k = 0; !isInPlace && k < g.K; k++)
            PixelGrids.Copy(outputs, pixels + (long)k * size, (first, 0), (rows, planes.Across), from + k * stride);
        return copies;
    }

    private static void AddLanes<TLanes>(T* tile, int filters, int taps, T* gw) where TLanes : struct, ILanes<TLanes, T>
    {
        for (var tap = 0; tap < taps; tap += PlaneTile<TLanes, T>.Taps)
        {
            for (var k = 0; k < filters; k += PlaneTile<TLanes, T>.Filters, tile += PlaneTile<TLanes, T>.Size)
            {
                for (var i = 0; i < PlaneTile<TLanes, T>.Taps * PlaneTile<TLanes, T>.Filters; i++)
                {
                    var (t, f) = Math.DivRem(i, PlaneTile<TLanes, T>.Filters);
                    if (k + f < filters && tap + t < taps)
                        gw[(long)(k + f) * taps + tap + t] = PlaneTile<TLanes, T>.Sum(tile, t, f);
                }
            }
        }
    }
}
