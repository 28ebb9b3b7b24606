using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;
using GanSharp.Tensors.Backends.Cpu.Gemm;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Two-dimensional convolution and its two gradients, the entry to this folder. The first row of the table that applies
/// is taken.
/// </summary>
/// <remarks>
/// <code>
/// algorithm       forward                 input gradient           weight gradient
/// FewChannels     K·stride² ≤ 4, C > 1    C ≤ 4, K > 1             K ≤ 4, C > K, reversible*
/// WinogradConv    2 or 3 taps per direction and grid, C and K multiples of 16, where it costs less (WinogradCost)
/// SplitImages     C·S &lt; 32                K·S &lt; 32, reversible*
/// Im2Col                                                            C·S &lt; 32
/// Patches         otherwise               otherwise, by Phases     otherwise
/// </code>
/// * Stride 1, square filters and a padding below their side: the gradient is then computed as the forward convolution
/// or the weight gradient of the reversed geometry (<see cref="ConvGeometry.Reverse"/>), for which the table is read
/// again. All algorithms are matrix products. Patches copies the images once, with channels innermost, and reads the
/// windows from the copy.
/// </remarks>
internal static unsafe class ConvKernels
{
    /// <summary>
    /// y[n, k, p, q] = bias[k] + Σ x[n, c, p·stride - padding + r, q·stride - padding + s]·w[k, c, r, s].
    /// </summary>
    public static void Forward<T>(in ConvGeometry g, T* x, T* w, T* bias, T* y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (g.N * g.P * g.Q == 0)
            return;
        if (FewChannels.SuitsForward(g))
            FewChannels.Forward(g, x, w, bias, y);
        else if (WinogradConv<T>.Suits(g))
            new WinogradConv<T>(g).Forward(x, w, bias, y);
        else if (SplitImages<T>.Suits(g))
        {
            using var images = new SplitImages<T>(g, x);
            MatrixProduct.Multiply<T, MatrixPanels<T>, WindowPanels<T>, PlaneEpilogue<T>>(
                new(M: g.K, N: images.Positions, K: images.Taps), new(w, images.Taps, 1), new(images),
                new(y, bias, g.K, g.P * g.Q));
        }
        else
        {
            using var images = Padded(g, x);
            using var patches = Windows(g, images);
            using var weights = FilterMatrices.Transposed(w, 1, g.K, g.C * g.R * g.S);
            var filters = new FilterLayout(
                RowStep: g.S * g.K, ColumnStep: g.K, ChannelStride: g.R * g.S * g.K, Columns: g.S, Channels: g.C);
            var outputs = new PixelGrid(
                Channels: g.K, Height: g.P, Width: g.Q, Stride: 1, FirstRow: 0, FirstColumn: 0, Rows: g.P,
                Columns: g.Q);
            MatrixProduct.Multiply<T, PositionRows<T>, FilterPanels<T>, ImageEpilogue<T>>(
                new(M: patches.Positions, N: g.K, K: patches.Taps, patches.Segment), new(patches),
                new(weights.Pointer, filters), new(y, bias, outputs));
        }
    }

    /// <summary>
    /// gw[k, c, r, s] = Σ gy[n, k, p, q]·x[n, c, p·stride - padding + r, q·stride - padding + s].
    /// </summary>
    public static void WeightGradient<T>(in ConvGeometry g, T* x, T* gy, T* gw)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (FewChannels.SuitsWeightGradient(g))
        {
            FewChannels.WeightGradient(g, x, gy, gw);
            return;
        }
        if (WinogradConv<T>.SuitsWeightGradient(g))
        {
            new WinogradConv<T>(g).WeightGradient(x, gy, gw);
            return;
        }
        if (Im2Col<T>.Suits(g))
        {
            using var matrix = new Im2Col<T>(g, x);
            MatrixProduct.Multiply<T, ChannelRows<T>, MatrixPanels<T>, MatrixEpilogue<T>>(
                new(M: g.K, N: matrix.Taps, K: matrix.Positions, Segment: g.P * g.Q), new(gy, g.K, g.P * g.Q),
                new(matrix.Pointer, matrix.Positions, 1), new(gw, matrix.Taps, null));
        }
        else
        {
            using var gradients = new ChannelsLast<T>(
                gy, g.N, new(Channels: g.K, H: g.P, W: g.Q, Top: 0, Left: 0, Height: g.P, Width: g.Q));
            using var images = Padded(g, x);
            using var patches = Windows(g, images);
            MatrixProduct.Multiply<T, MatrixPanels<T>, TapPanels<T>, FilterEpilogue<T>>(
                new(M: g.K, N: patches.Taps, K: patches.Positions), new(gradients.Pointer, 1, g.K), new(patches),
                new(gw, g.C, g.R * g.S));
        }
    }

    /// <summary>
    /// gx[n, c, h, w] = bias[c] + Σ gy[n, k, p, q]·w[k, c, r, s] over p·stride - padding + r = h, q·stride -
    /// padding + s = w. Rows (and columns) of gx that are a stride apart meet the same weights: each such phase is a
    /// convolution of gy with stride 1.
    /// </summary>
    public static void InputGradient<T>(in ConvGeometry g, T* gy, T* w, T* bias, T* gx)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (g.N * g.H * g.W == 0)
            return;
        if (FewChannels.SuitsInputGradient(g))
        {
            FewChannels.InputGradient(g, gy, w, bias, gx);
            return;
        }
        if (WinogradConv<T>.Suits(g))
        {
            new WinogradConv<T>(g).InputGradient(gy, w, bias, gx);
            return;
        }
        if (g.CanReverse() && SplitImages<T>.Suits(g.Reverse()))
        {
            using var flipped = FewChannels.Flipped(g, w);
            Forward(g.Reverse(), gy, flipped.Pointer, bias, gx);
            return;
        }
        var vertical = new Phases(length: g.H, taps: g.R, outputs: g.P, g.Stride, g.Padding);
        var horizontal = new Phases(length: g.W, taps: g.S, outputs: g.Q, g.Stride, g.Padding);
        using var images = new ChannelsLast<T>(
            gy, g.N, new(
                Channels: g.K, H: g.P, W: g.Q, Top: vertical.Before, Left: horizontal.Before, Height: vertical.Length,
                Width: horizontal.Length));
        using var weights = FilterMatrices.Transposed(w, g.K, g.C, g.R * g.S);
        for (var a = 0; a < g.Stride; a++)
        {
            for (var b = 0; b < g.Stride; b++)
                InputGradientPhase(g, images, (vertical[a], horizontal[b]), weights.Pointer, bias, gx);
        }
    }

    private static void InputGradientPhase<T>(
        in ConvGeometry g, in ChannelsLast<T> images, (Phase Rows, Phase Columns) phase, T* w, T* bias, T* gx)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, columns) = phase;
        using var patches = new Patches<T>(images, g.N, new(
            Top: rows.Start, Left: columns.Start, Rows: rows.Taps, Columns: columns.Taps, Step: 1, Down: rows.Count,
            Across: columns.Count));
        var filters = new FilterLayout(
            RowStep: -g.Stride * g.S * g.C, ColumnStep: -g.Stride * g.C, ChannelStride: g.C * g.R * g.S,
            Columns: columns.Taps, Channels: g.K);
        var inputs = new PixelGrid(
            Channels: g.C, Height: g.H, Width: g.W, Stride: g.Stride, FirstRow: rows.First, FirstColumn: columns.First,
            Rows: rows.Count, Columns: columns.Count);
        MatrixProduct.Multiply<T, PositionRows<T>, FilterPanels<T>, ImageEpilogue<T>>(
            new(M: patches.Positions, N: g.C, K: patches.Taps, patches.Segment), new(patches),
            new(w + (rows.LastTap * g.S + columns.LastTap) * g.C, filters), new(gx, bias, inputs));
    }

    /// <summary>The images inside their padding, with channels innermost.</summary>
    private static ChannelsLast<T> Padded<T>(in ConvGeometry g, T* x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(x, g.N, new(
            Channels: g.C, H: g.H, W: g.W, Top: g.Padding, Left: g.Padding, Height: g.H + 2 * g.Padding,
            Width: g.W + 2 * g.Padding));

    /// <summary>The windows of a convolution in padded images.</summary>
    private static Patches<T> Windows<T>(in ConvGeometry g, in ChannelsLast<T> images)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(images, g.N, new(
            Top: 0, Left: 0, Rows: g.R, Columns: g.S, Step: g.Stride, Down: g.P, Across: g.Q));
}
