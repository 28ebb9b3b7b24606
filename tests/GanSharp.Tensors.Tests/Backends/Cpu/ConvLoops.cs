using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Convolution;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

/// <summary>The kernels on pseudo-random numbers, and plain loops that they must agree with.</summary>
internal static unsafe class ConvLoops
{
    public static void Check<T>(in ConvGeometry g, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, w, gy) = (Doubles(Input<T>(g)), Doubles(Weights<T>(g)), Doubles(Output<T>(g)));
        var (biasOfK, biasOfC) = (Doubles(Bias<T>(g.K)), Doubles(Bias<T>(g.C)));
        var (y, gx, gw) = (new double[gy.Length], new double[x.Length], new double[w.Length]);
        for (var i = 0; i < y.Length; i++)
            y[i] = biasOfK[i / (g.P * g.Q) % g.K];
        for (var i = 0; i < gx.Length; i++)
            gx[i] = biasOfC[i / (g.H * g.W) % g.C];
        for (var i = 0; i < g.N * g.K * g.C * g.R * g.S; i++)
        {
            var (inW, n) = (i % gw.Length, i / gw.Length);
            var (k, c, r, s) = (inW / (g.C * g.R * g.S), inW / (g.R * g.S) % g.C, inW / g.S % g.R, inW % g.S);
            for (var p = 0; p < g.P; p++)
            {
                var row = p * g.Stride - g.Padding + r;
                if (row < 0 || row >= g.H)
                    continue;
                var (inX, inY) = (((n * g.C + c) * g.H + row) * g.W, ((n * g.K + k) * g.P + p) * g.Q);
                for (var q = 0; q < g.Q; q++)
                {
                    var column = q * g.Stride - g.Padding + s;
                    if (column < 0 || column >= g.W)
                        continue;
                    y[inY + q] += x[inX + column] * w[inW];
                    gx[inX + column] += gy[inY + q] * w[inW];
                    gw[inW] += gy[inY + q] * x[inX + column];
                }
            }
        }
        ShouldBe(Forward<T>(g), y, tolerance, "forward");
        ShouldBe(InputGradient<T>(g), gx, tolerance, "input gradient");
        ShouldBe(WeightGradient<T>(g), gw, tolerance, "weight gradient");
    }

    private static double[] Doubles<T>(T[] values) where T : INumber<T> => [.. values.Select(double.CreateChecked)];

    private static void ShouldBe<T>(T[] actual, double[] expected, double tolerance, string what) where T : INumber<T>
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(double.CreateChecked(actual[i]) - expected[i]);
            if (!(difference <= tolerance))
                Assert.Fail($"{what}, element {i}: {actual[i]}, not {expected[i]}");
        }
    }

    private static T[] Input<T>(in ConvGeometry g) where T : INumber<T> => Numbers.Of<T>(g.N * g.C * g.H * g.W, 1);

    private static T[] Weights<T>(in ConvGeometry g) where T : INumber<T> => Numbers.Of<T>(g.K * g.C * g.R * g.S, 2);

    private static T[] Output<T>(in ConvGeometry g) where T : INumber<T> => Numbers.Of<T>(g.N * g.K * g.P * g.Q, 3);

    private static T[] Bias<T>(int channels) where T : INumber<T> => Numbers.Of<T>(channels, 4);

    public static T[] Forward<T>(in ConvGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var y = Output<T>(g);
        fixed (T* px = Input<T>(g), pw = Weights<T>(g), pb = Bias<T>(g.K), py = y)
            ConvKernels.Forward(g, px, pw, pb, py);
        return y;
    }

    public static T[] InputGradient<T>(in ConvGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gx = Input<T>(g);
        fixed (T* py = Output<T>(g), pw = Weights<T>(g), pb = Bias<T>(g.C), px = gx)
            ConvKernels.InputGradient(g, py, pw, pb, px);
        return gx;
    }

    public static T[] WeightGradient<T>(in ConvGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gw = Weights<T>(g);
        fixed (T* px = Input<T>(g), py = Output<T>(g), pw = gw)
            ConvKernels.WeightGradient(g, px, py, pw);
        return gw;
    }
}
