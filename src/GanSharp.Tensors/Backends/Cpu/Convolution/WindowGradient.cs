using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Gradients of weights as products of outputs and windows, none of which is packed: outputs are read where they are,
/// and windows from copies of a few images with channels innermost (<see cref="Patches{T}"/>), where a row of a window
/// fills vectors. The sums of all images stay in the cache. Suits few filters, which would not make up for packing.
/// </summary>
internal static unsafe class WindowGradient<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Windows that are multiplied at a time, so that their pixels stay in the L1 cache.</summary>
    private const int Stretch = 128;

    /// <summary>Most filters: with more, packing pays.</summary>
    private const int SomeFilters = 64;

    /// <summary>Most weights whose sums stay in the L2 cache.</summary>
    private const int ManyWeights = 1 << 18;

    /// <summary>Most channels for which planes of many outputs are faster.</summary>
    private const int FewChannels = 3;

    /// <summary>Least elements of a row of a window, and least share of the lanes that has them.</summary>
    private const int ManyElements = 15;
    private const double HighShare = 0.75;

    /// <summary>Whether it is faster than the others but Winograd's algorithm.</summary>
    public static bool Suits(in ConvGeometry g) =>
        MicroKernel.ReadsInPlace && g.R * g.S > 1 && g.K <= SomeFilters && g.K * g.C * g.R * g.S <= ManyWeights
        && g.C * g.S >= Math.Max(ManyElements, HighShare * Across(g))
        && !(g.C <= FewChannels && PlaneGradient<T>.Suits(g));

    /// <summary>As <see cref="ConvKernels.WeightGradient"/>.</summary>
    public static void WeightGradient(ConvGeometry g, T* x, T* gy, T* gw)
    {
        var (size, across) = (g.P * g.Q, Across(g));
        var count = Integers.CeilDiv(Stretch, size);
        var groups = Integers.CeilDiv(g.N, count);
        var pieces = Math.Min(groups, WorkerPool.EnoughPieces);
        var weights = (long)MicroKernel.WholeTiles(g.K) * g.R * across;
        using var sums = new Scratch<T>(pieces * weights);
        var parts = sums;
        WorkerPool.For(pieces, piece =>
        {
            var (first, end) = Integers.Part(groups, pieces, piece);
            var to = parts.Pointer + piece * weights;
            for (var group = first; group < end; group++)
            {
                var image = group * count;
                AddImages(
                    g with { N = Math.Min(count, g.N - image) }, x + (long)image * g.C * g.H * g.W,
                    gy + (long)image * g.K * size, to, group > first);
            }
        });
        for (var piece = 1; piece < pieces; piece++)
            VectorCopy.Add(sums.Pointer, sums.Pointer + piece * weights, sums.Pointer, (int)weights);
        var epilogue = new FilterEpilogue<T>(gw, g.C, g.R * g.S);
        for (var r = 0; r < g.R; r++)
            epilogue.Store(0, r * g.S * g.C, g.K, g.S * g.C, sums.Pointer + (long)r * across, g.R * across);
    }

    /// <summary>Elements of a row of a window, rounded up to whole vectors.</summary>
    private static int Across(in ConvGeometry g) =>
        Integers.CeilDiv(g.C * g.S, MicroKernel.Narrow<T>()) * MicroKernel.Narrow<T>();

    /// <summary>Adds the products of some images to sums (filter, row, column and channel).</summary>
    private static void AddImages(in ConvGeometry g, T* x, T* gy, T* sums, bool adds)
    {
        using var images = ChannelsLast<T>.Of(
            x, g.N, new(
                Channels: g.C, H: g.H, W: g.W, Top: g.Padding, Left: g.Padding, Height: g.H + 2 * g.Padding,
                Width: g.W + 2 * g.Padding));
        using var windows = new Patches<T>(
            images, g.N, new(Top: 0, Left: 0, Rows: g.R, Columns: g.S, Step: g.Stride, Down: g.P, Across: g.Q));
        var size = g.P * g.Q;
        for (int first = 0, depth; first < windows.Positions; first += depth, adds = true)
        {
            depth = size < Stretch ? windows.Positions : Math.Min(Stretch, size - first % size);
            AddStretch(g, windows, gy + (long)(first / size) * g.K * size + first % size, first, depth, sums, adds);
        }
    }

    private static void AddStretch(
        in ConvGeometry g, in Patches<T> windows, T* gy, int first, int depth, T* sums, bool adds)
    {
        var (size, across) = (g.P * g.Q, Across(g));
        for (var r = 0; r < g.R; r++)
        {
            for (int column = 0, width; column < windows.Segment; column += width)
            {
                width = MicroKernel.PanelWidth<T>(windows.Segment - column);
                var pixels = windows.Tap(r * windows.Segment + column);
                for (var k = 0; k < g.K; k += MicroKernel.Rows)
                {
                    var filters = new MicroPanel<T>(
                        gy + (long)k * size, size, 1, Math.Min(MicroKernel.Rows, g.K - k))
                    { Segment = size, Gap = (nint)(g.K - 1) * size };
                    var to = sums + ((long)k * g.R + r) * across + column;
                    MicroKernel.MultiplyInPlace(
                        width, depth, filters, pixels, windows.Offsets(first), null,
                        new Tile<T>(to, (long)g.R * across, adds));
                }
            }
        }
    }
}
