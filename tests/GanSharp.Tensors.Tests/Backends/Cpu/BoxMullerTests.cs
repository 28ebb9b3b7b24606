using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Random;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

public class BoxMullerTests
{
    /// <summary>The ends of the interval, and the diameters and diagonals at which the circle is folded.</summary>
    private static readonly double[] Turns = [0, 1, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875];

    [Fact]
    public void Singles_are_accurate_where_the_circle_is_folded() => CheckFolds<float>(Math.ScaleB(1, -24), 3e-7);

    [Fact]
    public void Doubles_are_accurate_where_the_circle_is_folded() => CheckFolds<double>(Math.ScaleB(1, -53), 2e-15);

    /// <summary>
    /// The largest uniform number gives the largest normal one: 5.8 standard deviations with 24 bits, 8.6 with 53.
    /// </summary>
    [Fact]
    public void The_number_of_bits_limits_the_tails()
    {
        BoxMuller.Pair(Vector.Create(1 - Math.ScaleB(1, -53)), Vector<double>.Zero).Cosine[0].ShouldBe(8.5717, 0.0001);
        BoxMuller
            .Pair(Vector.Create((float)(1 - Math.ScaleB(1, -24))), Vector<float>.Zero)
            .Cosine[0]
            .ShouldBe(5.7681f, 0.0001);
    }

    private static void CheckFolds<T>(double step, double tolerance) where T : unmanaged, INumber<T>
    {
        foreach (var u in (double[])[0, step, 0.25, 1 - Math.Sqrt(0.5), 0.5, 0.75, 1 - step])
        {
            foreach (var v in Turns
                    .SelectMany(turn => new[] { turn - step, turn, turn + step })
                    .Where(v => v is >= 0 and < 1))
            {
                var (cosine, sine) = BoxMuller.Pair(
                    Vector.Create(T.CreateChecked(u)), Vector.Create(T.CreateChecked(v)));

                var radius = Math.Sqrt(-2 * Math.Log(double.CreateChecked(T.One - T.CreateChecked(u))));
                var (sineOf, cosineOf) = Math.SinCos(2 * Math.PI * double.CreateChecked(T.CreateChecked(v)));
                double.CreateChecked(cosine[0])
                    .ShouldBe(radius * cosineOf, tolerance * radius + double.Epsilon, $"cosine of {u}, {v}");
                double.CreateChecked(sine[0])
                    .ShouldBe(radius * sineOf, tolerance * radius + double.Epsilon, $"sine of {u}, {v}");
            }
        }
    }
}
