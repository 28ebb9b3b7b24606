using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Convolutions with few output channels, such as the last one of a generator. As rows of a product, few channels would
/// leave most of a tile empty, so the rows are (channel, filter row, filter column) instead: every pixel is multiplied
/// by every weight once, and each output is a sum of shifted planes of products. The same way suits the input gradient
/// of few pixels, since the weights need no other order.
/// </summary>
internal static unsafe class FewChannels
{
    private const int Few = 4;

    /// <summary>Pixels for which it does not pay to bring the filters into another order.</summary>
    private const int FewPixels = 64;

    /// <summary>Channels times filters for which the same holds if the pixels are those of several images.</summary>
    private const int ManyFilters = 1 << 14;

    public static bool SuitsForward(in ConvGeometry g) => g.K * g.Stride * g.Stride <= Few && g.C > 1;

    public static bool SuitsInputGradient(in ConvGeometry g) => (g.C <= Few && g.K > 1) || HasFewPixels(g);

    public static bool SuitsWeightGradient(in ConvGeometry g) => g.K <= Few && g.C > g.K && g.CanReverse();

    public static void Forward<T>(ConvGeometry g, T* x, T* w, T* bias, T* y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var taps = g.R * g.S;
        using var weights = FilterMatrices.Transposed(w, g.K, g.C, taps);
        using var products = Products(g.K * taps, g.C, new MatrixPanels<T>(weights.Pointer, g.C, 1), x, g.N, g.H * g.W);
        var z = products.Pointer;
        WorkerPool.For(g.N * g.K, image =>
        {
            var to = y + (long)image * g.P * g.Q;
            new Span<T>(to, g.P * g.Q).Fill(bias is null ? T.Zero : bias[image % g.K]);
            for (var tap = 0; tap < taps; tap++)
                AddShifted(g, tap, z + ((long)image * taps + tap) * g.H * g.W, to, toInputs: false);
        });
    }

    public static void InputGradient<T>(ConvGeometry g, T* gy, T* w, T* bias, T* gx)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (taps, pixels) = (g.R * g.S, g.P * g.Q);
        var isSmall = HasFewPixels(g);
        using var products = isSmall
            ? ProductsInPlace(g.C * taps, g.K, w, gy, g.N, pixels)
            : Products(g.C * taps, g.K, new MatrixPanels<T>(w, 1, g.C * taps), gy, g.N, pixels);
        var z = products.Pointer;
        var (step, imageStep) = isSmall ? (g.N * pixels, pixels) : (pixels, (long)g.C * taps * pixels);
        WorkerPool.For(g.N * g.C, plane =>
        {
            var to = gx + (long)plane * g.H * g.W;
            var (image, channel) = Math.DivRem(plane, g.C);
            new Span<T>(to, g.H * g.W).Fill(bias is null ? T.Zero : bias[channel]);
            var from = z + (long)channel * taps * step + image * imageStep;
            for (var tap = 0; tap < taps; tap++, from += step)
            {
                if (g.Stride == 2 && tap % g.S + 1 < g.S)
                {
                    AddPair(g, tap++, to, from, from + step);
                    from += step;
                }
                else
                    AddShifted(g, tap, to, from, toInputs: true);
            }
        });
    }

    /// <summary>
    /// With stride 1, x and gy can swap places. The result then has its channels swapped and its filters flipped.
    /// </summary>
    public static void WeightGradient<T>(ConvGeometry g, T* x, T* gy, T* gw)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var swapped = new Scratch<T>((long)g.C * g.K * g.R * g.S);
        ConvKernels.WeightGradient(g.Reverse(), gy, x, swapped.Pointer);
        Flip(swapped.Pointer, g.C, g.K, g.R * g.S, gw);
    }

    /// <summary>The weights (K, C, R, S) as (C, K, R, S), with flipped rows and columns.</summary>
    public static Scratch<T> Flipped<T>(in ConvGeometry g, T* w) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (g.R * g.S == 1)
            return FilterMatrices.Transposed(w, 1, g.K, g.C);
        var flipped = new Scratch<T>((long)g.C * g.K * g.R * g.S);
        Flip(w, g.K, g.C, g.R * g.S, flipped.Pointer);
        return flipped;
    }

    private static void Flip<T>(T* from, int outer, int inner, int taps, T* to) where T : unmanaged
    {
        for (var i = 0; i < outer; i++)
        {
            for (var j = 0; j < inner; j++)
            {
                for (var tap = 0; tap < taps; tap++)
                    to[((long)j * outer + i) * taps + taps - 1 - tap] = *from++;
            }
        }
    }

    /// <summary>Whether all images are much smaller than the filters, as where one sample is drawn.</summary>
    private static bool HasFewPixels(in ConvGeometry g) =>
        g.N * g.P * g.Q is > 1 and <= FewPixels && g.K > 1 && (g.N == 1 || g.C * g.K >= ManyFilters);

    /// <summary>
    /// As <see cref="Products"/>, of weights as (channel, row), which are read in place; the planes of all images lie
    /// together for each row.
    /// </summary>
    private static Scratch<T> ProductsInPlace<T>(int rows, int channels, T* weights, T* images, int count, int pixels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var all = count * pixels;
        var products = new Scratch<T>((long)rows * all);
        using var together = new Scratch<T>((long)channels * all);
        for (var i = 0; i < count * channels; i++)
            VectorCopy.Copy(
                images + (long)i * pixels, together.Pointer + (long)(i % channels) * all + i / channels * pixels,
                pixels);
        MatrixProduct.Multiply<T, MatrixPanels<T>, MatrixPanels<T>, TransposedEpilogue<T>>(
            new(M: all, N: rows, K: channels), new(together.Pointer, 1, all), new(weights, 1, rows),
            new(products.Pointer, all, null));
        return products;
    }

    /// <summary>
    /// The products of every row of weights with every pixel: <paramref name="rows"/> planes per image.
    /// </summary>
    private static Scratch<T> Products<T>(
        int rows, int channels, MatrixPanels<T> weights, T* images, int count, int pixels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var products = new Scratch<T>((long)rows * count * pixels);
        MatrixProduct.Multiply<T, MatrixPanels<T>, PixelPanels<T>, PlaneEpilogue<T>>(
            new(M: rows, N: count * pixels, K: channels), weights, new(images, channels, pixels),
            new(products.Pointer, null, rows, pixels));
        return products;
    }

    /// <summary>
    /// For one tap, adds to every output of a plane the input that it reads, or the output to that input if
    /// <paramref name="toInputs"/>.
    /// </summary>
    private static void AddShifted<T>(in ConvGeometry g, int tap, T* inputs, T* outputs, bool toInputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (row, column, stride) = (tap / g.S - g.Padding, tap % g.S - g.Padding, g.Stride);
        var (first, end) = OutputsThatRead(g, column);
        for (var p = 0; p < g.P; p++)
        {
            var h = p * stride + row;
            if (h < 0 || h >= g.H)
                continue;
            var input = inputs + h * g.W + column;
            var output = outputs + p * g.Q;
            if (toInputs && stride == 1)
                VectorCopy.Add(input + first, output + first, input + first, end - first);
            else if (toInputs)
            {
                for (var q = first; q < end; q++)
                    input[q * stride] += output[q];
            }
            else if (stride == 1)
                VectorCopy.Add(output + first, input + first, output + first, end - first);
            else
            {
                for (var q = first; q < end; q++)
                    output[q] += input[q * stride];
            }
        }
    }

    /// <summary>
    /// As <see cref="AddShifted"/> to the inputs, for a tap and the next one in its row, with stride 2: together they
    /// add to neighbouring inputs.
    /// </summary>
    private static void AddPair<T>(in ConvGeometry g, int tap, T* inputs, T* outputs, T* nextOutputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (row, column) = (tap / g.S - g.Padding, tap % g.S - g.Padding);
        var ((first, end), (nextFirst, nextEnd)) = (OutputsThatRead(g, column), OutputsThatRead(g, column + 1));
        var (start, stop) = (Math.Max(first, nextFirst), Math.Min(end, nextEnd));
        for (var p = 0; p < g.P; p++)
        {
            var h = p * g.Stride + row;
            if (h < 0 || h >= g.H)
                continue;
            var input = inputs + h * g.W + column;
            T* output = outputs + p * g.Q, next = nextOutputs + p * g.Q;
            for (var q = first; q < Math.Min(start, end); q++)
                input[2 * q] += output[q];
            for (var q = nextFirst; q < Math.Min(start, nextEnd); q++)
                input[2 * q + 1] += next[q];
            if (stop > start)
                VectorCopy.AddInterleaved(output + start, next + start, input + 2 * start, stop - start);
            for (var q = Math.Max(start, stop); q < end; q++)
                input[2 * q] += output[q];
            for (var q = Math.Max(start, stop); q < nextEnd; q++)
                input[2 * q + 1] += next[q];
        }
    }

    /// <summary>
    /// The first of the outputs in a row that read an input inside the image, and the one after the last, if output 0
    /// reads <paramref name="column"/>.
    /// </summary>
    private static (int First, int End) OutputsThatRead(in ConvGeometry g, int column) => (
        Math.Max(0, (g.Stride - 1 - column) / g.Stride),
        column >= g.W ? 0 : Math.Min(g.Q, (g.W - 1 - column) / g.Stride + 1));
}
