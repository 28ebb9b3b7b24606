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
/// FewChannels     K·stride² ≤ 4, C > 1    C ≤ 4, K > 1, or         K ≤ 4, C > K, reversible*
///                                         N·P·Q ≤ 64, K > 1, and
///                                         N = 1 or C·K ≥ 16,384
/// FewFilters      K ≤ 4, P·Q ≥ 64,
///                 stride > 1
/// WinogradConv    2 or 3 taps per direction and grid, C and K multiples of 16, where it costs less (WinogradCost)
/// PixelConv       1 × 1 filters, stride 1, no padding; C and K ≥ 32 or P·Q &lt; 256
/// PlaneConv       P·Q ≥ 256, K ≥ 8, few   reversible* to such
///                 idle lanes; stride 1
///                 and C ≥ 8, or K ≤ 32
///                 and AVX-512
/// PlanePhases                             K ≤ 32, H·W ≥ 1024,
///                                         stride 2, square filters,
///                                         few idle rows, AVX-512
/// WindowGradient                                                   AVX-512, K ≤ 64, C·S or C·R·S fills vectors,
///                                                                  no 1 × 1
/// PlaneGradient                                                    few weights, and 1 × 1 or P·Q ≥ 20·K with K ≤ 16
///                                                                  or C ≤ 8; before WindowGradient if C ≤ 3
/// SplitImages     C·S &lt; 32                K·S &lt; 32, reversible*
/// Im2Col                                                           C·S &lt; 32
/// DirectConv      otherwise               otherwise                otherwise
/// </code>
/// * Stride 1, square filters and a padding below their side: the gradient is then computed as the forward convolution
/// or the weight gradient of the reversed geometry (<see cref="ConvGeometry.Reverse"/>), for which the table is read
/// again. All algorithms are matrix products.
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
        else if (FewFilters<T>.Suits(g))
            FewFilters<T>.Forward(g, x, w, bias, y);
        else if (WinogradConv<T>.Suits(g))
            new WinogradConv<T>(g).Forward(x, w, bias, y);
        else if (PixelConv<T>.Suits(g))
            PixelConv<T>.Forward(g, x, w, bias, y);
        else if (PlaneConv<T>.Suits(g))
            PlaneConv<T>.Forward(g, x, w, bias, y);
        else if (SplitImages<T>.Suits(g))
        {
            using var images = new SplitImages<T>(g, x);
            MatrixProduct.Multiply<T, MatrixPanels<T>, WindowPanels<T>, PlaneEpilogue<T>>(
                new(M: g.K, N: images.Positions, K: images.Taps), new(w, images.Taps, 1), new(images),
                new(y, bias, g.K, g.P * g.Q));
        }
        else
            DirectConv<T>.Forward(g, x, w, bias, y);
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
        if (PixelConv<T>.Suits(g))
        {
            PixelConv<T>.WeightGradient(g, x, gy, gw);
            return;
        }
        if (WindowGradient<T>.Suits(g))
        {
            WindowGradient<T>.WeightGradient(g, x, gy, gw);
            return;
        }
        if (PlaneGradient<T>.Suits(g))
        {
            PlaneGradient<T>.WeightGradient(g, x, gy, gw);
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
            DirectConv<T>.WeightGradient(g, x, gy, gw);
    }

    /// <summary>
    /// gx[n, c, h, w] = bias[c] + Σ gy[n, k, p, q]·w[k, c, r, s] over p·stride - padding + r = h, q·stride -
    /// padding + s = w.
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
        if (PlanePhases<T>.Suits(g))
        {
            PlanePhases<T>.InputGradient(g, gy, w, bias, gx);
            return;
        }
        if (PixelConv<T>.Suits(g))
        {
            PixelConv<T>.InputGradient(g, gy, w, bias, gx);
            return;
        }
        if (g.CanReverse() && (PlaneConv<T>.Suits(g.Reverse()) || SplitImages<T>.Suits(g.Reverse())))
        {
            using var flipped = FewChannels.Flipped(g, w);
            Forward(g.Reverse(), gy, flipped.Pointer, bias, gx);
            return;
        }
        DirectConv<T>.InputGradient(g, gy, w, bias, gx);
    }
}
