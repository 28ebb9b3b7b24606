using GanSharp.Init;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Init;

public class InitializerTests
{
    private const int In = 30, Out = 20, Size = 5;

    // Fans in and out. The fan in of a transposed convolution is from its weight's second axis, as in PyTorch.
    private static readonly Dictionary<string, Fan> Fans = new()
    {
        ["linear"] = new(In * 40, Out * 40),
        ["conv"] = new(In * Size * Size, Out * Size * Size),
        ["deconv"] = new(Out * Size * Size, In * Size * Size),
    };

    public static TheoryData<string> Layers => [.. Fans.Keys];

    [Theory, MemberData(nameof(Layers))]
    public void Normal(string layer)
    {
        var (weight, bias) = Draw(layer, new NormalInit(0.03));
        ShouldBeNormal(weight, 0.03);
        bias.ShouldAllBe(value => value == 0);
    }

    [Theory, MemberData(nameof(Layers))]
    public void Fan_in_normal(string layer)
    {
        var (weight, bias) = Draw(layer, new FanInNormalInit());
        ShouldBeNormal(weight, Math.Sqrt(2.0 / Fans[layer].In));
        bias.ShouldAllBe(value => value == 0);
    }

    [Theory, MemberData(nameof(Layers))]
    public void Xavier_uniform(string layer)
    {
        var (weight, bias) = Draw(layer, new XavierUniformInit());
        ShouldBeUniform(weight, Math.Sqrt(6.0 / (Fans[layer].In + Fans[layer].Out)));
        bias.ShouldAllBe(value => value == 0);
    }

    [Theory, MemberData(nameof(Layers))]
    public void Fan_in_uniform(string layer)
    {
        var (weight, bias) = Draw(layer, new FanInUniformInit());
        var bound = 1 / Math.Sqrt(Fans[layer].In);
        ShouldBeUniform(weight, bound);
        bias.ShouldAllBe(value => Math.Abs(value) <= bound);
        bias.Max(Math.Abs).ShouldBeGreaterThan(bound / 2);
    }

    [Fact]
    public void The_same_stream_draws_the_same_numbers_and_another_seed_others()
    {
        double[] Drawn(long seed) => Draw("conv", new NormalInit(), seed).Weight;
        Drawn(1).ShouldBe(Drawn(1));
        Drawn(1).ShouldNotBe(Drawn(2));
    }

    [Fact]
    public void Layers_of_one_network_draw_different_numbers()
    {
        var network = new Sequential([("linear", new Linear(4, 4)), ("linear", new Linear(4, 4))]);
        network.Initialize(new NormalInit(), new RandomStream("init", 1));
        network.Parameters[0].Values().ShouldNotBe(network.Parameters[2].Values());
    }

    private static (double[] Weight, double[] Bias) Draw(string layer, Initializer initializer, long seed = 1)
    {
        Module module = layer switch
        {
            "linear" => new Linear(In * 40, Out * 40, dtype: DType.F64),
            "conv" => new Conv2d(In, Out, new(Size), dtype: DType.F64),
            _ => new ConvTranspose2d(In, Out, new(Size), dtype: DType.F64),
        };
        foreach (var parameter in module.Parameters)
            InPlace.Copy(parameter, Tensor.Full(parameter.Shape, 9, DType.F64));
        module.Initialize(initializer, new RandomStream("init", seed));
        return (module.Parameters[0].Values(), module.Parameters[1].Values());
    }

    private static void ShouldBeNormal(double[] values, double std)
    {
        ShouldHaveMoments(values, std);
        values.Average(value => Math.Pow(value / std, 4)).ShouldBe(3, tolerance: 0.3, "fourth moment");
    }

    private static void ShouldBeUniform(double[] values, double bound)
    {
        ShouldHaveMoments(values, bound / Math.Sqrt(3));
        values.Max(Math.Abs).ShouldBeInRange(0.99 * bound, bound);
    }

    private static void ShouldHaveMoments(double[] values, double std)
    {
        values.Average().ShouldBe(0, tolerance: 5 * std / Math.Sqrt(values.Length));
        Math.Sqrt(values.Average(value => value * value)).ShouldBe(std, tolerance: 0.03 * std);
    }
}
