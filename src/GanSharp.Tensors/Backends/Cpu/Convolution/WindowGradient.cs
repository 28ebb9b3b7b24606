using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Gradients of weights as products of outputs and windows, none of which is packed: outputs are read where they are,
/// and windows from copies of a few images with channels innermost (<see cref="Patches{T}"/>), where a row of a window
/// fills vectors. The sums of all images stay in the cache. Suits few filters, which would not make up for packing. If
/// a row of a window fills vectors badly, copies of whole windows do (<see cref="WindowRows{T}"/>).
/// </summary>
internal static unsafe class WindowGradient<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Windows that are multiplied at a time, so that their pixels stay in the L1 cache.</summary>
    private const int Stretch = 128;

    /// <summary>Most filters: with more, packing pays.</summary>
    private const int SomeFilters = 64;

    /// <summary>Most filters for which planes of many outputs are faster than copies of windows.</summary>
    private const int HalfOfFilters = 32;

    /// <summary>Most weights whose sums stay in the L2 cache.</summary>
    private const int ManyWeights = 1 << 18;

    /// <summary>Most channels for which planes of many outputs are faster than rows of windows.</summary>
    private const int FewChannels = 3;

    /// <summary>Least contiguous elements, and least share of the lanes that has them.</summary>
    private const int ManyElements = 15;
    private const double HighShare = 0.75;

    /// <summary>Whether it is faster than the others but Winograd's algorithm.</summary>
    public static bool Suits(in ConvGeometry g) =>
        MicroKernel.ReadsInPlace && g.R * g.S > 1 && g.K <= SomeFilters && g.K * g.C * g.R * g.S <= ManyWeights
        && (CopiesWindows(g) || (Fills(g.C * g.S) && !(g.C <= FewChannels && PlaneGradient<T>.Suits(g))));

    /// <summary>As <see cref="ConvKernels.WeightGradient"/>.</summary>
    public static void WeightGradient(ConvGeometry g, T* x, T* gy, T* gw)
    {
        var (size, across) = (g.P * g.Q, Across(g));
        var count = Integers.CeilDiv(Stretch, size);
        var groups = Integers.CeilDiv(g.N, count);
        var pieces = Math.Min(groups, WorkerPool.EnoughPieces);
        var weights = (long)MicroKernel.WholeTiles(g.K) * Rows(g) * across;
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
        if (CopiesWindows(g))
            new MatrixEpilogue<T>(gw, Elements(g), null).Store(0, 0, g.K, Elements(g), sums.Pointer, across);
        else
            StoreRows(g, sums.Pointer, gw);
    }

    /// <summary>
    /// Whether whole windows are copied, because one row of them fills vectors badly or is less than one, whose
    /// products wait for each other.
    /// </summary>
    public static bool CopiesWindows(in ConvGeometry g) =>
        (g.K > HalfOfFilters
            ? g.C * g.S < MicroKernel.Narrow<T>() || !Fills(g.C * g.S)
            : !Fills(g.C * g.S) && !PlaneGradient<T>.Suits(g))
        && Fills(g.C * g.R * g.S) && WindowRows<T>.Fits(g);

    /// <summary>Elements that are contiguous.</summary>
    private static int Elements(in ConvGeometry g) => g.C * g.S * (CopiesWindows(g) ? g.R : 1);

    /// <summary>Runs of such elements in a window.</summary>
    private static int Rows(in ConvGeometry g) => CopiesWindows(g) ? 1 : g.R;

    /// <summary>Elements rounded up to whole vectors.</summary>
    private static int Across(in ConvGeometry g) => WholeVectors(Elements(g));

    private static int WholeVectors(int elements) =>
        Integers.CeilDiv(elements, MicroKernel.Narrow<T>()) * MicroKernel.Narrow<T>();

    private static bool Fills(int elements) =>
        elements >= Math.Max(ManyElements, HighShare * WholeVectors(elements));

    /// <summary>Adds the products of some images to sums (filter, row, element).</summary>
    private static void AddImages(in ConvGeometry g, T* x, T* gy, T* sums, bool adds)
    {
        if (CopiesWindows(g))
            AddCopies(g, x, gy, sums, adds);
        else
            AddInPlace(g, x, gy, sums, adds);
    }

    private static void AddCopies(in ConvGeometry g, T* x, T* gy, T* sums, bool adds)
    {
        using var windows = new WindowRows<T>(g, x, StretchFrom(g, 0));
        for (int first = 0, depth; first < g.N * g.P * g.Q; first += depth, adds = true)
        {
            depth = StretchFrom(g, first);
            windows.Copy(first, depth);
            AddStretch(g, Outputs(g, gy, first), windows.Pointer, windows.Offsets, depth, sums, adds);
        }
    }

    private static void AddInPlace(in ConvGeometry g, T* x, T* gy, T* sums, bool adds)
    {
        using var images = ChannelsLast<T>.Of(
            x, g.N, new(
                Channels: g.C, H: g.H, W: g.W, Top: g.Padding, Left: g.Padding, Height: g.H + 2 * g.Padding,
                Width: g.W + 2 * g.Padding));
        using var windows = new Patches<T>(
            images, g.N, new(Top: 0, Left: 0, Rows: g.R, Columns: g.S, Step: g.Stride, Down: g.P, Across: g.Q));
        for (int first = 0, depth; first < windows.Positions; first += depth, adds = true)
        {
            depth = StretchFrom(g, first);
            for (var r = 0; r < g.R; r++)
                AddStretch(
                    g, Outputs(g, gy, first), windows.Tap(r * windows.Segment), windows.Offsets(first), depth,
                    sums + (long)r * Across(g), adds);
        }
    }

    /// <summary>Windows that are multiplied at a time, from one on: of one image, or those of several images.</summary>
    private static int StretchFrom(in ConvGeometry g, int first)
    {
        var size = g.P * g.Q;
        return size < Stretch ? g.N * size : Math.Min(Stretch, size - first % size);
    }

    private static T* Outputs(in ConvGeometry g, T* gy, int first)
    {
        var (image, pixel) = Math.DivRem(first, g.P * g.Q);
        return gy + (long)image * g.K * g.P * g.Q + pixel;
    }

    /// <summary>Adds the products of outputs and of a run of elements of their windows.</summary>
    private static void AddStretch(
        in ConvGeometry g, T* gy, T* windows, long* offsets, int depth, T* sums, bool adds)
    {
        var (size, elements, stride) = (g.P * g.Q, Elements(g), (long)Rows(g) * Across(g));
        for (int column = 0, width; column < elements; column += width)
        {
            width = MicroKernel.PanelWidth<T>(elements - column);
            for (var k = 0; k < g.K; k += MicroKernel.Rows)
            {
                var filters = new MicroPanel<T>(gy + (long)k * size, size, 1, Math.Min(MicroKernel.Rows, g.K - k))
                { Segment = size, Gap = (nint)(g.K - 1) * size };
                MicroKernel.MultiplyInPlace(
                    width, depth, filters, windows + column, offsets, null,
                    new Tile<T>(sums + k * stride + column, stride, adds));
            }
        }
    }

    private static void StoreRows(in ConvGeometry g, T* sums, T* gw)
    {
        var (across, epilogue) = (Across(g), new FilterEpilogue<T>(gw, g.C, g.R * g.S));
        for (var r = 0; r < g.R; r++)
            epilogue.Store(0, r * g.S * g.C, g.K, g.S * g.C, sums + (long)r * across, g.R * across);
    }
}
