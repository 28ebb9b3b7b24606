using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class FeatureDecoderTests
{
    private static readonly Tensor Images = Tensor.From(
        [.. Enumerable.Range(0, 8).Select(i => (double)i)], [2, 1, 2, 2], DType.F64);

    [Fact]
    public void It_passes_features_on_and_decodes_only_when_it_is_asked()
    {
        var decoded = 0;
        var output = Discriminator(x =>
        {
            decoded++;
            return x * -1;
        }).ForwardHeads(Images, new(Mode.Train));
        (decoded, output.Features.Values()[^1]).ShouldBe((0, 70));
        var decoding = output.Decodings.ShouldHaveSingleItem();
        decoding.Features.Values().ShouldBe([0, 10, 20, 30, 40, 50, 60, 70]);
        decoding.Decode(decoding.Features).Values()[^1].ShouldBe(-70);
        decoded.ShouldBe(1);
    }

    [Fact]
    public void A_slice_of_an_output_decodes_its_images_as_a_batch_of_their_own()
    {
        var norm = new BatchNorm(1, dtype: DType.F64);
        var whole = Discriminator(norm).ForwardHeads(Images, new(Mode.Train, Parts: 2));
        var decoding = whole.Slice(0, 2).Slice(1, 1).Decodings.ShouldHaveSingleItem();
        decoding.Features.Values().ShouldBe([40, 50, 60, 70]);
        decoding.Decode(decoding.Features).Values().Average().ShouldBe(0, tolerance: 1e-12);
    }

    [Fact]
    public void Without_an_output_that_collects_features_they_pass()
    {
        var decoder = new FeatureDecoder(new Activation(x => x), [1, 2, 2], [1, 2, 2]);
        decoder.Forward(Images, Pass.Evaluate).ShouldBeSameAs(Images);
        decoder.OfPart.ShouldBeFalse();
    }

    [Fact]
    public void Layers_of_a_part_see_a_quarter_of_the_features()
    {
        var chain = NetworkBuilder.Build(
            ["conv 3 k4 s2 p1, decode part (linear C x H/2 x W/2), tanh"], [1, 8, 8], new(new(1, 8, 8), 0));
        chain.NamedParameters.Single(parameter => parameter.Name == "1.decode.layers.1.linear.weight")
            .Tensor.Shape.ShouldBe([4 * 4, 3 * 2 * 2]);
        chain.OutputShape([1, 8, 8]).ShouldBe([3, 4, 4]);
    }

    private static Discriminator Discriminator(Func<Tensor, Tensor> decode) => Discriminator(new Activation(decode));

    private static Discriminator Discriminator(Module layers) => new()
    {
        Trunk = new Sequential(
        [
            ("times-10", new Activation(x => x * 10)),
            ("decode", new FeatureDecoder(layers, [1, 2, 2], [1, 2, 2])),
        ]),
    };
}
