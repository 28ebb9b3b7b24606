using GanSharp.Init;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

[Collection(SerialCollection.Name)]
public class SequentialTests
{
    [Fact]
    public void Layers_run_one_after_the_other_and_are_named_by_number_and_kind()
    {
        var chain = new Sequential([
            ("double", new Activation(x => x * 2)),
            ("linear", new Linear(2, 1)),
            ("add", new Activation(x => x + 3)),
        ]);
        InPlace.Copy(chain.Parameters[0], Tensor.From([10f, 100], [1, 2]));

        chain.Forward(Tensor.From([1f, 2], [1, 2]), Pass.Evaluate).Item().ShouldBe(10 * 2 + 100 * 4 + 3);
        chain.NamedParameters.Select(parameter => parameter.Name).ShouldBe(["1.linear.weight", "1.linear.bias"]);
        chain.Layers.Count.ShouldBe(3);
    }

    [Fact]
    public void Without_layers_it_is_the_identity()
    {
        var x = Tensor.Ones([2, 3]);
        new Sequential([]).Forward(x, Pass.Evaluate).ShouldBeSameAs(x);
        new Sequential([]).OutputShape([3]).ShouldBe([3]);
    }

    public static TheoryData<string> Chains => new(
        "upsample 2, conv 3 k3 p1", "upsample 3, conv 2 k5 p2, leaky-relu, upsample 2, conv 1 k4 p1",
        "upsample 2, conv 3 k3 p1 spectral",
        "upsample 2, conv 3 k4 s2 p1", "upsample 2, leaky-relu, conv 3", "avg-pool, conv 3 k1, upsample 2",
        "upsample 2, upsample 2, conv 2",
        "upsample 2, deconv 3 k4 s2 p1");

    [Theory, MemberData(nameof(Chains))]
    public void An_upsampling_fused_with_a_convolution_gives_the_result_of_both_in_turn(string layers)
    {
        var (chain, apart) = (Build(layers), Build(layers));
        var x = new RandomStream("x", 2).Normal([2, 2, 5, 4], dtype: DType.F64).Track();

        var (actual, expected) = (
            chain.Forward(x, new(Mode.Train)),
            apart.Layers.Aggregate(x, (y, layer) => layer.Forward(y, new(Mode.Train))));

        actual.Shape.ShouldBe([2, .. chain.OutputShape([2, 5, 4])]);
        actual.Values().ShouldBe(expected.Values(), tolerance: 1e-12);
        foreach (var (grad, other) in Grads(actual, chain, x).Zip(Grads(expected, apart, x)))
            grad.Values().ShouldBe(other.Values(), tolerance: 1e-10);
        foreach (var (buffer, other) in chain.NamedBuffers.Zip(apart.NamedBuffers))
            buffer.Tensor.Values().ShouldBe(other.Tensor.Values());
    }

    [Fact]
    public void Fused_layers_keep_their_numbers_and_names()
    {
        var chain = Build("leaky-relu, upsample 2, conv 3 k3 p1 spectral, batch-norm");
        chain.Kinds.ShouldBe(["leaky-relu", "upsample", "conv", "batch-norm"]);
        chain.State.Select(entry => entry.Name).ShouldBe(
        [
            "2.conv.weight", "2.conv.bias", "3.batch-norm.gamma", "3.batch-norm.beta", "2.conv.spectral.u",
            "3.batch-norm.running-mean",
            "3.batch-norm.running-variance",
        ]);
    }

    [Theory]
    [InlineData("upsample 2, conv 3 k3 p1", 0)]
    [InlineData("residual (upsample 2, conv 3 k3 p1)", 1)]
    [InlineData("upsample 2, conv 3 k4 s2 p1", 1)]
    public void Upsampled_images_are_built_only_for_shortcuts_and_longer_strides(string layers, int expected)
    {
        using var profile = KernelProfile.Start();
        Build(layers).Forward(Tensor.Ones([2, 2, 5, 4], DType.F64), Pass.Evaluate);
        profile.Uses.Where(use => use.Kernel == "upsample").Sum(use => use.Calls).ShouldBe(expected);
    }

    private static Sequential Build(string layers)
    {
        var chain = NetworkBuilder.Build([layers], [2, 5, 4], new(new(2, 5, 4), 0, DType.F64));
        chain.Initialize(new NormalInit(1), new RandomStream("init", 1));
        return chain;
    }

    private static Tensor[] Grads(Tensor y, Module module, Tensor x) =>
        Grad.Of(y.Square().Sum(), [x, .. module.Parameters]);
}
