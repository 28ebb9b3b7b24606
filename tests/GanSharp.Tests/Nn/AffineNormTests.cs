using GanSharp.Init;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class AffineNormTests
{
    private static readonly Tensor X = new RandomStream("x", 1).Normal([2, 3, 4, 5], 7, 3);

    [Fact]
    public void Layer_norm_has_a_scale_for_every_element_and_normalises_samples()
    {
        var norm = AffineNorm.Layer([3, 4, 5]);
        norm.NamedParameters.Select(parameter => (parameter.Name, parameter.Tensor.Shape))
            .ShouldBe([("gamma", [3, 4, 5]), ("beta", [3, 4, 5])]);
        ShouldBeNormal(norm.Forward(X, new Pass(Mode.Train)), groupsOf: 60);
    }

    [Fact]
    public void Instance_norm_has_a_scale_for_every_channel_and_normalises_channels_of_samples()
    {
        var norm = AffineNorm.Instance(3);
        norm.NamedParameters.Select(parameter => (parameter.Name, parameter.Tensor.Shape))
            .ShouldBe([("gamma", [3]), ("beta", [3])]);
        ShouldBeNormal(norm.Forward(X, new Pass(Mode.Train)), groupsOf: 20);
    }

    [Fact]
    public void Initialisation_resets_it_to_scale_1_and_shift_0()
    {
        var norm = AffineNorm.Instance(3);
        foreach (var parameter in norm.Parameters)
            InPlace.Copy(parameter, Tensor.Full([3], 5));
        norm.Initialize(new NormalInit(), new RandomStream("init", 1));
        norm.Parameters.SelectMany(parameter => parameter.Values()).ShouldBe([1, 1, 1, 0, 0, 0]);
    }

    private static void ShouldBeNormal(Tensor y, int groupsOf)
    {
        foreach (var group in y.Values().Chunk(groupsOf))
        {
            group.Average().ShouldBe(0, tolerance: 1e-5);
            group.Average(value => value * value).ShouldBe(1, tolerance: 1e-4);
        }
    }
}
