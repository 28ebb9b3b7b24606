using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Convolutions as products of filters and windows. The windows are read in place, from copies of images with channels
/// innermost (<see cref="Patches{T}"/>). Where filters are small and images large, a few images at a time go from
/// pixels to pixels, so that their copies stay in the cache.
/// </summary>
internal static unsafe class DirectConv<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Positions of windows that are multiplied at a time, enough to reuse the packed filters.</summary>
    private const int EnoughPositions = 1024;

    /// <summary>Positions for which packing the filters again would take too long.</summary>
    private const int FewPositions = 256;

    /// <summary>As <see cref="ConvKernels.Forward"/>.</summary>
    public static void Forward(in ConvGeometry g, T* x, T* w, T* bias, T* y)
    {
        using var filtersLast = FilterMatrices.Transposed(w, 1, g.K, g.C * g.R * g.S);
        var (all, filters) = (g, filtersLast);
        InTurn(g, (first, count) => ForwardPart(
            all with { N = count }, x + first * InputSize(all), filters.Pointer, bias, y + first * OutputSize(all)));
    }

    /// <summary>As <see cref="ConvKernels.InputGradient"/>.</summary>
    public static void InputGradient(in ConvGeometry g, T* gy, T* w, T* bias, T* gx)
    {
        using var channelsLast = FilterMatrices.Transposed(w, g.K, g.C, g.R * g.S);
        var (all, filters) = (g, channelsLast);
        InTurn(g, (first, count) => InputGradientPart(
            all with { N = count }, gy + first * OutputSize(all), filters.Pointer, bias, gx + first * InputSize(all)));
    }

    /// <summary>As <see cref="ConvKernels.WeightGradient"/>.</summary>
    public static void WeightGradient(in ConvGeometry g, T* x, T* gy, T* gw)
    {
        using var gradients = ChannelsLast<T>.Of(gy, g.N, Outputs(g));
        using var images = ChannelsLast<T>.Of(x, g.N, PaddedInputs(g));
        using var patches = Windows(g, images);
        MatrixProduct.Multiply<T, MatrixPanels<T>, TapPanels<T>, FilterEpilogue<T>>(
            new(M: g.K, N: patches.Taps, K: patches.Positions), new(gradients.Pointer, 1, g.K), new(patches),
            new(gw, g.C, g.R * g.S));
    }

    /// <summary>
    /// Takes a step for some images after another, the first one and their number. If these have few positions, it is
    /// one step for all.
    /// </summary>
    private static void InTurn(in ConvGeometry g, Action<int, int> step)
    {
        var (images, positions) = (g.N, Math.Max(1, g.P * g.Q));
        var count = Math.Min(
            Integers.CeilDiv(images, WorkerPool.EnoughPieces), Integers.CeilDiv(EnoughPositions, positions));
        if (count * positions < FewPositions)
            step(0, images);
        else
            WorkerPool.For(
                Integers.CeilDiv(images, count),
                piece => step(piece * count, Math.Min(count, images - piece * count)));
    }

    /// <summary>The filters are (channel, tap) × filters.</summary>
    private static void ForwardPart(in ConvGeometry g, T* x, T* w, T* bias, T* y)
    {
        using var images = ChannelsLast<T>.Of(x, g.N, PaddedInputs(g));
        using var patches = Windows(g, images);
        using var outputs = new ChannelsLast<T>(y, g.N, Outputs(g));
        var filters = new FilterLayout(
            RowStep: g.S * g.K, ColumnStep: g.K, ChannelStride: g.R * g.S * g.K, Columns: g.S, Channels: g.C);
        var grid = new PixelGrid(
            Channels: g.K, Height: g.P, Width: g.Q, Stride: 1, FirstRow: 0, FirstColumn: 0, Rows: g.P, Columns: g.Q);
        Multiply(patches, g.K, w, filters, outputs, grid);
        outputs.CopyBack(bias);
    }

    /// <summary>
    /// Rows (and columns) of gx that are a stride apart meet the same weights: each such phase is a convolution of gy
    /// with stride 1. The filters are (filter, tap) × channels.
    /// </summary>
    private static void InputGradientPart(in ConvGeometry g, T* gy, T* w, T* bias, T* gx)
    {
        var vertical = new Phases(length: g.H, taps: g.R, outputs: g.P, g.Stride, g.Padding);
        var horizontal = new Phases(length: g.W, taps: g.S, outputs: g.Q, g.Stride, g.Padding);
        using var images = ChannelsLast<T>.Of(
            gy, g.N, new(
                Channels: g.K, H: g.P, W: g.Q, Top: vertical.Before, Left: horizontal.Before, Height: vertical.Length,
                Width: horizontal.Length));
        using var inputs = new ChannelsLast<T>(
            gx, g.N, new(Channels: g.C, H: g.H, W: g.W, Top: 0, Left: 0, Height: g.H, Width: g.W));
        for (var a = 0; a < g.Stride; a++)
        {
            for (var b = 0; b < g.Stride; b++)
                InputGradientPhase(g, images, (vertical[a], horizontal[b]), w, inputs);
        }
        inputs.CopyBack(bias);
    }

    private static void InputGradientPhase(
        in ConvGeometry g, in ChannelsLast<T> images, (Phase Rows, Phase Columns) phase, T* w,
        in ChannelsLast<T> inputs)
    {
        var (rows, columns) = phase;
        using var patches = new Patches<T>(images, g.N, new(
            Top: rows.Start, Left: columns.Start, Rows: rows.Taps, Columns: columns.Taps, Step: 1, Down: rows.Count,
            Across: columns.Count));
        var filters = new FilterLayout(
            RowStep: -g.Stride * g.S * g.C, ColumnStep: -g.Stride * g.C, ChannelStride: g.C * g.R * g.S,
            Columns: columns.Taps, Channels: g.K);
        var grid = new PixelGrid(
            Channels: g.C, Height: g.H, Width: g.W, Stride: g.Stride, FirstRow: rows.First, FirstColumn: columns.First,
            Rows: rows.Count, Columns: columns.Count);
        Multiply(patches, g.C, w + (rows.LastTap * g.S + columns.LastTap) * g.C, filters, inputs, grid);
    }

    private static void Multiply(
        in Patches<T> patches, int columns, T* w, FilterLayout filters, in ChannelsLast<T> to, PixelGrid grid) =>
        MatrixProduct.Multiply<T, PositionRows<T>, FilterPanels<T>, PixelEpilogue<T>>(
            new(M: patches.Positions, N: columns, K: patches.Taps, patches.Segment), new(patches), new(w, filters),
            new(to.Pointer, grid));

    private static PaddedImage PaddedInputs(in ConvGeometry g) => new(
        Channels: g.C, H: g.H, W: g.W, Top: g.Padding, Left: g.Padding, Height: g.H + 2 * g.Padding,
        Width: g.W + 2 * g.Padding);

    private static PaddedImage Outputs(in ConvGeometry g) =>
        new(Channels: g.K, H: g.P, W: g.Q, Top: 0, Left: 0, Height: g.P, Width: g.Q);

    private static Patches<T> Windows(in ConvGeometry g, in ChannelsLast<T> images) => new(images, g.N, new(
        Top: 0, Left: 0, Rows: g.R, Columns: g.S, Step: g.Stride, Down: g.P, Across: g.Q));

    private static long InputSize(in ConvGeometry g) => (long)g.C * g.H * g.W;

    private static long OutputSize(in ConvGeometry g) => (long)g.K * g.P * g.Q;
}
