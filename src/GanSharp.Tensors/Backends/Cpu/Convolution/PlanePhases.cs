using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Input gradients of convolutions with stride 2 from few filters, which are transposed convolutions from few channels.
/// As in <see cref="PlaneConv{T}"/>, vectors hold neighbouring windows, here of outputs. Each window gives a square of
/// 2 × 2 inputs, one per phase. The two phases of a row are multiplied one after the other, and go to their places pair
/// by pair.
/// </summary>
internal static unsafe class PlanePhases<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Stride = 2;

    /// <summary>Most filters, and least windows of an image, for which it is faster than the others.</summary>
    private const int SomeFilters = 32, ManyWindows = 256;

    /// <summary>Least share of the rows of tiles that are channels.</summary>
    private const double HighShare = 0.75;

    /// <summary>Whether it is faster than <see cref="DirectConv{T}"/>.</summary>
    public static bool Suits(in ConvGeometry g) =>
        MicroKernel.ReadsInPlace && g.Stride == Stride && g.R == g.S && g.Padding < g.R && g.K <= SomeFilters
        && Integers.CeilDiv(g.H, Stride) * Integers.CeilDiv(g.W, Stride) >= ManyWindows
        && g.C >= HighShare * MicroKernel.WholeTiles(g.C);

    /// <summary>As <see cref="ConvKernels.InputGradient"/>.</summary>
    public static void InputGradient(ConvGeometry g, T* gy, T* w, T* bias, T* gx)
    {
        using var planes = new PixelPlanes<T>(Windows(g), g.K, PixelPlanes<T>.BandBytes);
        using var offsets = new Scratch<long>((long)g.K * g.R * g.S);
        using var filters = new Scratch<T>((long)MicroKernel.WholeTiles(g.C) * g.K * g.R * g.S);
        var phases = PhasesOf(g, planes, w, offsets.Pointer, filters.Pointer);
        var outputs = planes;
        planes.ForBands(place => MultiplyBand(g, outputs, phases, gy, place, bias, gx));
    }

    /// <summary>
    /// The windows of outputs that a square of inputs meets, as those of a convolution of stride 1.
    /// </summary>
    private static ConvGeometry Windows(in ConvGeometry g)
    {
        var taps = Integers.CeilDiv(g.R, Stride);
        var side = taps + g.Padding % Stride;
        return new(
            N: g.N, C: g.K, H: g.P, W: g.Q, K: g.C, R: side, S: side, P: Integers.CeilDiv(g.H, Stride),
            Q: Integers.CeilDiv(g.W, Stride), Stride: 1, Padding: taps - 1 - g.Padding / Stride);
    }

    /// <summary>
    /// The phases of a square of inputs, row by row: where they read a window, and their weights in panels of channels.
    /// </summary>
    private static PhaseTaps[] PhasesOf(in ConvGeometry g, in PixelPlanes<T> planes, T* w, long* offsets, T* filters)
    {
        var (phases, side) = (new PhaseTaps[Stride * Stride], Windows(g).S);
        for (var i = 0; i < phases.Length; i++)
        {
            var (rows, columns) = (AxisOf(g, i / Stride), AxisOf(g, i % Stride));
            var phase = new PhaseTaps(offsets, filters, g.K * rows.Taps * columns.Taps);
            phases[i] = phase;
            using var weights = new Scratch<T>((long)g.C * phase.Depth);
            for (var d = 0; d < phase.Depth; d++)
            {
                var (k, tap) = Math.DivRem(d, rows.Taps * columns.Taps);
                var (r, s) = Math.DivRem(tap, columns.Taps);
                offsets[d] = planes.Offsets[(k * side + rows.First + r) * side + columns.First + s];
                var from = w + ((long)k * g.C * g.R + rows.LastTap - r * Stride) * g.S + columns.LastTap - s * Stride;
                for (var c = 0; c < g.C; c++, from += g.R * g.S)
                    weights.Pointer[(long)c * phase.Depth + d] = *from;
            }
            new MatrixPanels<T>(weights.Pointer, phase.Depth, 1).PackRows(g.C, phase.Depth, filters);
            offsets += phase.Depth;
            filters += (long)MicroKernel.WholeTiles(g.C) * phase.Depth;
        }
        return phases;
    }

    /// <summary>The taps of the even or the odd inputs of an axis, from the first element of a window on.</summary>
    private static (int First, int Taps, int LastTap) AxisOf(in ConvGeometry g, int odd)
    {
        var number = (g.Padding + odd) % Stride;
        var phase = new Phases(g.H, g.R, g.P, Stride, g.Padding)[number];
        var shift = (g.Padding + odd) / Stride - g.Padding / Stride;
        return (shift + Integers.CeilDiv(g.R, Stride) - phase.Taps, phase.Taps, phase.LastTap);
    }

    private static void MultiplyBand(
        in ConvGeometry g, in PixelPlanes<T> planes, PhaseTaps[] phases, T* gy, (int Image, int Band) place, T* bias,
        T* gx)
    {
        using var copies = planes.Copy(gy, place.Image, place.Band);
        var wide = MicroKernel.Wide<T>();
        using var sums = new Scratch<T>((long)Stride * MicroKernel.Rows * wide);
        T* evens = sums.Pointer, odds = evens + MicroKernel.Rows * wide;
        var end = planes.Windows(place.Band);
        for (var c = 0; c < g.C; c += MicroKernel.Rows)
        {
            for (int window = 0, width; window < end; window += width)
            {
                width = MicroKernel.PanelWidth<T>(end - window);
                for (var odd = 0; odd < Stride; odd++)
                {
                    phases[Stride * odd].Multiply(c, copies.Pointer + window, width, evens);
                    phases[Stride * odd + 1].Multiply(c, copies.Pointer + window, width, odds);
                    var windows = (window, Math.Min(width, end - window), width);
                    Store(g, planes, place, odd, c, evens, odds, windows, bias, gx);
                }
            }
        }
    }

    private static void Store(
        in ConvGeometry g, in PixelPlanes<T> planes, (int Image, int Band) place, int odd, int channel, T* evens,
        T* odds, (int First, int Count, int Width) windows, T* bias, T* gx)
    {
        var channels = gx + ((long)place.Image * g.C + channel) * g.H * g.W;
        for (int i = 0, length; i < windows.Count; i += length)
        {
            var (row, column) = Math.DivRem(windows.First + i, planes.Across);
            length = Math.Min(windows.Count - i, planes.Across - column);
            var h = Stride * (place.Band * planes.BandRows + row) + odd;
            if (h < g.H && Stride * column < g.W)
                Store(g, channel, evens + i, odds + i, windows.Width, length, bias, channels, h, column);
        }
    }

    /// <summary>Writes neighbouring pairs of a few channels, from a column of windows on.</summary>
    private static void Store(
        in ConvGeometry g, int channel, T* evens, T* odds, int width, int length, T* bias, T* channels, int row,
        int column)
    {
        var pairs = Math.Min(length, g.W / Stride - column);
        var endsWithEven = length > pairs && g.W % Stride > 0;
        var to = channels + (long)row * g.W + Stride * column;
        var count = Math.Min(MicroKernel.Rows, g.C - channel);
        for (var c = 0; c < count; c++, evens += width, odds += width, to += g.H * g.W)
        {
            var added = bias is null ? T.Zero : bias[channel + c];
            VectorCopy.Zip(evens, odds, added, to, pairs);
            if (endsWithEven)
                to[Stride * pairs] = evens[pairs] + added;
        }
    }

    /// <summary>
    /// The taps of a phase: where windows have them, and the weights of one panel of channels after another.
    /// </summary>
    private readonly struct PhaseTaps(long* offsets, T* filters, int depth)
    {
        public int Depth => depth;

        /// <summary>A tile of some channels from one on, with some windows.</summary>
        public void Multiply(int channel, T* windows, int width, T* sums) => MicroKernel.MultiplyInPlace(
            width, depth, new(filters + (long)channel * depth, 1L, MicroKernel.Rows, MicroKernel.Rows), windows,
            offsets, null, new Tile<T>(sums, width, false));
    }
}
