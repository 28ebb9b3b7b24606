using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;
using GanSharp.Tensors.Backends.Cpu.Gemm;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

// Which algorithm is taken: the first whose condition holds.
//
//   algorithm       forward               input gradient         weight gradient            file
//   few channels    K·stride² ≤ 4, C > 1  C ≤ 4, K > 1           K ≤ 4, C > K, stride 1     FewChannels.cs
//   Winograd        2 or 3 taps per grid, channels in multiples of 16, enough tiles          Winograd/WinogradConv.cs
//   im2col          C·S < 32              as forward, reversed   C·S < 32                   Im2Col.cs
//   windows in place: everything else; the input gradient as stride² dense phases            Patches.cs, Phases.cs

/// <summary>
/// Two-dimensional convolution and its two gradients, as matrix products. Images are copied once with their channels
/// innermost, and what windows see is read from there.
/// </summary>
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
        if (FewChannels.SuitForward(g))
            FewChannels.Forward(g, x, w, bias, y);
        else if (WinogradConv<T>.Suits(g))
            new WinogradConv<T>(g).Forward(x, w, bias, y);
        else if (Im2Col<T>.Suits(g))
        {
            using var matrix = new Im2Col<T>(g, x);
            MatrixProduct.Multiply<T, MatrixPanels<T>, MatrixPanels<T>, PlaneEpilogue<T>>(
                g.K, matrix.Positions, matrix.Taps, new(w, matrix.Taps, 1), new(matrix.Pointer, 1, matrix.Positions),
                new(y, bias, g.K, g.P * g.Q));
        }
        else
        {
            using var images = Padded(g, x);
            using var patches = Windows(g, images);
            MatrixProduct.Multiply<T, PositionRows<T>, FilterPanels<T>, ImageEpilogue<T>>(
                patches.Positions, g.K, patches.Taps, new(patches),
                new(w, g.C * g.R * g.S, g.S, 1, g.R * g.S, g.S, g.C),
                new(y, bias, g.K, g.P, g.Q, 1, 0, 0, g.P, g.Q), patches.Segment);
        }
    }

    /// <summary>
    /// gw[k, c, r, s] = Σ gy[n, k, p, q]·x[n, c, p·stride - padding + r, q·stride - padding + s].
    /// </summary>
    public static void WeightGradient<T>(in ConvGeometry g, T* x, T* gy, T* gw)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (FewChannels.SuitWeightGradient(g))
        {
            FewChannels.WeightGradient(g, x, gy, gw);
            return;
        }
        if (WinogradConv<T>.Suits(g))
        {
            new WinogradConv<T>(g).WeightGradient(x, gy, gw);
            return;
        }
        if (Im2Col<T>.Suits(g))
        {
            using var matrix = new Im2Col<T>(g, x);
            MatrixProduct.Multiply<T, ChannelRows<T>, MatrixPanels<T>, MatrixEpilogue<T>>(
                g.K, matrix.Taps, matrix.Positions, new(gy, g.K, g.P * g.Q), new(matrix.Pointer, matrix.Positions, 1),
                new(gw, matrix.Taps, null), g.P * g.Q);
        }
        else
        {
            using var gradients = new ChannelsLast<T>(gy, g.N, g.K, g.P, g.Q, 0, 0, g.P, g.Q);
            using var images = Padded(g, x);
            using var patches = Windows(g, images);
            MatrixProduct.Multiply<T, MatrixPanels<T>, TapPanels<T>, FilterEpilogue<T>>(
                g.K, patches.Taps, patches.Positions, new(gradients.Pointer, 1, g.K), new(patches),
                new(gw, g.C, g.R * g.S));
        }
    }

    /// <summary>
    /// gx[n, c, h, w] = bias[c] + Σ gy[n, k, p, q]·w[k, c, r, s] over p·stride - padding + r = h, q·stride -
    /// padding + s = w. Rows (and columns) of gx that lie a stride apart meet the same weights: each such phase is a
    /// convolution of gy with stride 1.
    /// </summary>
    public static void InputGradient<T>(in ConvGeometry g, T* gy, T* w, T* bias, T* gx)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (g.N * g.H * g.W == 0)
            return;
        if (FewChannels.SuitInputGradient(g))
        {
            FewChannels.InputGradient(g, gy, w, bias, gx);
            return;
        }
        if (WinogradConv<T>.Suits(g))
        {
            new WinogradConv<T>(g).InputGradient(gy, w, bias, gx);
            return;
        }
        if (g.CanReverse() && Im2Col<T>.Suits(g.Reverse()))
        {
            using var turned = FewChannels.Turned(g, w);
            Forward(g.Reverse(), gy, turned.Pointer, bias, gx);
            return;
        }
        var vertical = new Phases(g.H, g.R, g.P, g.Stride, g.Padding);
        var horizontal = new Phases(g.W, g.S, g.Q, g.Stride, g.Padding);
        using var images = new ChannelsLast<T>(
            gy, g.N, g.K, g.P, g.Q, vertical.Before, horizontal.Before, vertical.Length, horizontal.Length);
        for (var a = 0; a < g.Stride; a++)
        {
            for (var b = 0; b < g.Stride; b++)
                InputGradientPhase(g, images, vertical[a], horizontal[b], w, bias, gx);
        }
    }

    private static void InputGradientPhase<T>(
        in ConvGeometry g, in ChannelsLast<T> images, Phase rows, Phase columns, T* w, T* bias, T* gx)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var patches = new Patches<T>(
            images, g.N, rows.Start, columns.Start, rows.Taps, columns.Taps, 1, rows.Count, columns.Count);
        MatrixProduct.Multiply<T, PositionRows<T>, FilterPanels<T>, ImageEpilogue<T>>(
            patches.Positions, g.C, patches.Taps, new(patches),
            new(
                w + rows.LastTap * g.S + columns.LastTap, g.R * g.S, -g.Stride * g.S, -g.Stride, g.C * g.R * g.S,
                columns.Taps, g.K),
            new(gx, bias, g.C, g.H, g.W, g.Stride, rows.First, columns.First, rows.Count, columns.Count),
            patches.Segment);
    }

    private static ChannelsLast<T> Padded<T>(in ConvGeometry g, T* x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(x, g.N, g.C, g.H, g.W, g.Padding, g.Padding, g.H + 2 * g.Padding, g.W + 2 * g.Padding);

    private static Patches<T> Windows<T>(in ConvGeometry g, in ChannelsLast<T> images)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(images, g.N, 0, 0, g.R, g.S, g.Stride, g.P, g.Q);
}
