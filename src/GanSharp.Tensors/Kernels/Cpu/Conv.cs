using System.Numerics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>Two-dimensional convolution and its two gradients, as matrix products that read patches of images where they lie.</summary>
internal static unsafe class Conv
{
    /// <summary>y[n, k, p, q] = bias[k] + Σ x[n, c, p·stride - padding + r, q·stride - padding + s]·w[k, c, r, s].</summary>
    public static void Forward<T>(in ConvGeometry g, T* x, T* w, T* bias, T* y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (g.N * g.P * g.Q == 0)
            return;
        if (FewChannels.SuitForward(g))
        {
            FewChannels.Forward(g, x, w, bias, y);
            return;
        }
        var taps = g.C * g.R * g.S;
        using var planes = InputPlanes(g, x);
        using var offsets = Offsets(planes, g.C, g.R, g.S);
        var patches = new Patches<T>(planes.Pointer, offsets.Pointer, planes.ImageSize, planes.Width, g.P, g.Q);
        Gemm.Multiply<T, MatrixPanels<T>, PositionPanels<T>, ImageSink<T>>(
            g.K, g.N * g.P * g.Q, taps, new(w, taps, 1), new(patches), new(y, bias, g.K, g.P, g.Q, 1, 0, 0, g.P, g.Q));
    }

    /// <summary>gw[k, c, r, s] = Σ gy[n, k, p, q]·x[n, c, p·stride - padding + r, q·stride - padding + s].</summary>
    public static void WeightGradient<T>(in ConvGeometry g, T* x, T* gy, T* gw) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (FewChannels.SuitWeightGradient(g))
        {
            FewChannels.WeightGradient(g, x, gy, gw);
            return;
        }
        var taps = g.C * g.R * g.S;
        using var planes = InputPlanes(g, x);
        using var offsets = Offsets(planes, g.C, g.R, g.S);
        var patches = new Patches<T>(planes.Pointer, offsets.Pointer, planes.ImageSize, planes.Width, g.P, g.Q);
        Gemm.Multiply<T, ChannelPanels<T>, TapPanels<T>, MatrixSink<T>>(
            g.K, taps, g.N * g.P * g.Q, new(gy, g.K, g.P * g.Q), new(patches), new(gw, taps, null, null));
    }

    /// <summary>
    /// gx[n, c, h, w] = bias[c] + Σ gy[n, k, p, q]·w[k, c, r, s] over p·stride - padding + r = h, q·stride - padding + s = w. Rows (and
    /// columns) of gx that lie a stride apart meet the same weights: each such phase is a convolution of gy with stride 1.
    /// </summary>
    public static void InputGradient<T>(in ConvGeometry g, T* gy, T* w, T* bias, T* gx) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (g.N * g.H * g.W == 0)
            return;
        if (FewChannels.SuitInputGradient(g))
        {
            FewChannels.InputGradient(g, gy, w, bias, gx);
            return;
        }
        var vertical = new Phases(g.H, g.R, g.P, g.Stride, g.Padding);
        var horizontal = new Phases(g.W, g.S, g.Q, g.Stride, g.Padding);
        using var planes = new PaddedPlanes<T>(
            gy, g.N, g.K, g.P, g.Q, 1, vertical.Before, horizontal.Before, 1, 1, vertical.Length, horizontal.Length);
        for (var a = 0; a < g.Stride; a++)
        {
            for (var b = 0; b < g.Stride; b++)
                InputGradientPhase(g, planes, vertical[a], horizontal[b], w, bias, gx);
        }
    }

    private static void InputGradientPhase<T>(
        in ConvGeometry g, in PaddedPlanes<T> planes, Phase rows, Phase columns, T* w, T* bias, T* gx)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var offsets = Offsets(planes, g.K, rows.Taps, columns.Taps);
        var start = planes.Pointer + rows.Start * planes.Width + columns.Start;
        var patches = new Patches<T>(start, offsets.Pointer, planes.ImageSize, planes.Width, rows.Count, columns.Count);
        Gemm.Multiply<T, PhaseWeightPanels<T>, PositionPanels<T>, ImageSink<T>>(
            g.C, g.N * rows.Count * columns.Count, g.K * rows.Taps * columns.Taps,
            new(w, g.C, g.R, g.S, g.Stride, rows.LastTap, columns.LastTap, rows.Taps, columns.Taps), new(patches),
            new(gx, bias, g.C, g.H, g.W, g.Stride, rows.First, columns.First, rows.Count, columns.Count));
    }

    private static PaddedPlanes<T> InputPlanes<T>(in ConvGeometry g, T* x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(x, g.N, g.C, g.H, g.W, g.Stride, g.Padding, g.Padding, Math.Min(g.Stride, g.R), Math.Min(g.Stride, g.S),
            g.P + (g.R - 1) / g.Stride, g.Q + (g.S - 1) / g.Stride);

    private static Scratch<int> Offsets<T>(in PaddedPlanes<T> planes, int channels, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var offsets = new Scratch<int>((long)channels * rows * columns);
        var next = offsets.Pointer;
        for (var c = 0; c < channels; c++)
        {
            for (var r = 0; r < rows; r++)
            {
                for (var s = 0; s < columns; s++)
                    *next++ = planes.Offset(c, r, s);
            }
        }
        return offsets;
    }
}
