namespace GanSharp.Tensors.Tests.Ops;

/// <summary>
/// Functions of one number over their whole range: their limits, and their error in units of the last place.
/// </summary>
public class AccuracyTests
{
    private static readonly Dictionary<string, (Func<Tensor, Tensor> Op, Func<double, double> Exact)> Functions = new()
    {
        ["sigmoid"] = (x => x.Sigmoid(), x => x > 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x))),
        ["tanh"] = (x => x.Tanh(), Math.Tanh),
        ["softplus"] = (x => x.Softplus(), x => Math.Max(x, 0) + LogP1(Math.Exp(-Math.Abs(x)))),
        ["elu"] = (x => x.Elu(), x => x > 0 ? x : ExpM1(x)),
        ["pow 2"] = (x => x.Pow(2), x => x * x),
        ["pow -1"] = (x => x.Pow(-1), x => 1 / x),
        ["pow 3"] = (x => x.Pow(3), x => Math.Pow(x, 3)),
        ["pow -3"] = (x => x.Pow(-3), x => Math.Pow(x, -3)),
        ["pow 0.5"] = (x => x.Abs().Pow(0.5), x => Math.Sqrt(Math.Abs(x))),
        ["pow -0.5"] = (x => x.Abs().Pow(-0.5), x => 1 / Math.Sqrt(Math.Abs(x))),
        ["pow -1.5"] = (x => x.Abs().Pow(-1.5), x => Math.Pow(Math.Abs(x), -1.5)),
        ["pow 0"] = (x => x.Pow(0), _ => 1),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    /// <summary>Where a subnormal number would be exact, exponentials may be 0.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Singles_are_accurate_to_three_units_of_the_last_place(string name)
    {
        var x = Magnitudes(-44, 38, 20_000).Select(value => (float)value).ToArray();

        var y = Functions[name].Op(Tensor.From(x, [x.Length])).ToArray<float>();

        x.Zip(y).Where(pair => !IsNear(pair.Second, Functions[name].Exact(pair.First))).ShouldBeEmpty();

        bool IsNear(float y, double exact) => float.IsInfinity((float)exact)
            ? y == (float)exact
            : (y == 0 && float.IsSubnormal((float)exact) && name is ("sigmoid" or "softplus"))
                || Math.Abs(y - exact)
                <= 3 * Math.ScaleB(1, Math.Max(-149, exact == 0 ? -149 : Math.ILogB(exact) - 23));
    }

    [Theory, MemberData(nameof(Names))]
    public void Doubles_are_accurate_to_a_few_units_of_the_last_place(string name)
    {
        var x = Magnitudes(-12, 2.8, 20_000).ToArray();

        var y = Functions[name].Op(Tensor.From(x, [x.Length], DType.F64)).ToArray<double>();

        x.Zip(y).Where(pair => !IsNear(pair.Second, Functions[name].Exact(pair.First))).ShouldBeEmpty();

        static bool IsNear(double y, double exact) => Math.Abs(y - exact) <= 1.2e-15 * Math.Abs(exact);
    }

    [Theory]
    [InlineData(DType.F32)]
    [InlineData(DType.F64)]
    public void Limits_are_exact_and_NaN_stays_NaN(DType dtype)
    {
        double[] ends = [double.NegativeInfinity, -800, 0, 800, double.PositiveInfinity];

        At(ends, x => x.Sigmoid()).ShouldBe([0, 0, 0.5, 1, 1]);
        At(ends, x => x.Tanh()).ShouldBe([-1, -1, 0, 1, 1]);
        At(ends, x => x.Softplus()).Where((_, i) => i != 2).ShouldBe([0, 0, 800, double.PositiveInfinity]);
        At(ends, x => x.Elu(2)).ShouldBe([-2, -2, 0, 800, double.PositiveInfinity]);
        At(ends, x => x.Erf()).ShouldBe([-1, -1, 0, 1, 1]);
        foreach (var op in Functions.Values.Select(function => function.Op).SkipLast(1).Append(x => x.Erf()))
            At([double.NaN], op)[0].ShouldBe(double.NaN);

        double[] At(double[] x, Func<Tensor, Tensor> op) => op(Tensor.From(x, [x.Length], dtype)).ToArray<double>();
    }

    [Fact]
    public void The_error_function_is_odd_and_accurate_on_both_sides_of_its_seam()
    {
        double[] x = [1e-300, 0.5, Math.BitDecrement(1), 1, 1.5, 3, 5.5];
        double[] y =
        [
            1.1283791670955126e-300, 0.5204998778130465, 0.8427007929497148, 0.8427007929497149, 0.9661051464753108,
            0.9999779095030014, 0.9999999999999927,
        ];

        var values = Tensor
            .From([.. x, .. x.Select(value => -value)], [2 * x.Length], DType.F64)
            .Erf()
            .ToArray<double>();

        for (var i = 0; i < y.Length; i++)
        {
            values[i].ShouldBe(y[i], 4e-16 * y[i], $"erf {x[i]}");
            values[y.Length + i].ShouldBe(-values[i]);
        }
    }

    /// <summary>Numbers of both signs, evenly spaced on a logarithmic scale.</summary>
    private static IEnumerable<double> Magnitudes(double from, double to, int count) =>
        Enumerable.Range(0, count).Select(i => (i % 2 == 0 ? 1 : -1) * Math.Pow(10, from + (to - from) * i / count));

    /// <summary>ln(1 + x), corrected for the rounding of 1 + x.</summary>
    private static double LogP1(double x) => Math.Log(1 + x) + (x - (1 + x - 1)) / (1 + x);

    /// <summary>eˣ - 1, corrected for the rounding of eˣ (Kahan).</summary>
    private static double ExpM1(double x) => Math.Exp(x) switch
    {
        1 => x,
        0 => -1,
        var power => (power - 1) * (x / Math.Log(power)),
    };
}
