using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Models;

public class DiscriminatorTests
{
    private static readonly Tensor Images = Tensor.From([1.0, 2, 3, 4], [2, 1, 1, 2], DType.F64);
    private static readonly Pass Train = new(Mode.Train, [0, 1]);

    [Fact]
    public void Every_head_reads_the_features_that_the_trunk_computes_once()
    {
        var passes = 0;
        var output = new Discriminator
        {
            Trunk = new Activation(x =>
            {
                passes++;
                return x * 10;
            }),
            ScoreHead = new Activation(x => x.Flatten().Sum([1], keepDims: true)),
            ClassHead = new Activation(x => x.Flatten() + 1),
            CodeHead = new Activation(x => x.Flatten() + 2),
            Decoder = new Activation(x => x * 0.5),
        }.ForwardHeads(Images, Train);

        passes.ShouldBe(1);
        output.Features.Values().ShouldBe([10, 20, 30, 40]);
        output.Score.Values().ShouldBe([30, 70]);
        output.ClassLogits.Values().ShouldBe([11, 21, 31, 41]);
        output.CodeEstimates.Values().ShouldBe([12, 22, 32, 42]);
        output.Reconstruction.Values().ShouldBe([5, 10, 15, 20]);
    }

    [Fact]
    public void A_projection_on_the_label_is_added_to_the_score()
    {
        var projection = new LabelProjection(2, 2, dtype: DType.F64);
        InPlace.Copy(projection.Weight, Tensor.From([1.0, 0, 0, 100], [2, 2], DType.F64));
        var discriminator = new Discriminator
        {
            ScoreHead = new Activation(x => x.Flatten().Sum([1], keepDims: true)),
            Projection = projection,
        };
        discriminator.Forward(Images, Train).Values().ShouldBe([3 + 1, 7 + 400]);
    }

    [Fact]
    public void Without_a_score_its_output_is_the_reconstruction()
    {
        var discriminator = new Discriminator { Trunk = new Flatten(), Decoder = new Reshape([1, 1, 2]) };
        discriminator.Forward(Images, Train).Shape.ShouldBe([2, 1, 1, 2]);
        discriminator.OutputShape([1, 1, 2]).ShouldBe([1, 1, 2]);
    }

    [Fact]
    public void Its_parts_are_those_of_its_heads()
    {
        new Discriminator { Trunk = new Flatten() }.Parts.ShouldBe(DiscriminatorHeads.None);
        new Discriminator { ScoreHead = new Flatten(), CodeHead = new Flatten() }.Parts.ShouldBe(
            DiscriminatorHeads.Score | DiscriminatorHeads.Codes);
        new Discriminator { Decoder = new Flatten(), ClassHead = new Flatten() }.Parts.ShouldBe(
            DiscriminatorHeads.Reconstruction | DiscriminatorHeads.Classes);
    }

    [Fact]
    public void Its_parameters_are_named_by_their_part()
    {
        var discriminator = new Discriminator
        {
            Trunk = new PRelu(1),
            ScoreHead = new PRelu(1),
            Projection = new PRelu(1),
            ClassHead = new PRelu(1),
            CodeHead = new PRelu(1),
            Decoder = new PRelu(1),
        };
        discriminator.NamedParameters.Select(parameter => parameter.Name).ShouldBe(
            ["trunk.weight", "score.weight", "projection.weight", "class.weight", "code.weight", "decoder.weight"]);
    }

    public static TheoryData<Func<DiscriminatorOutput, Tensor>, string> Parts => new()
    {
        { output => output.Score, "score" },
        { output => output.ClassLogits, "class head" },
        { output => output.CodeEstimates, "code head" },
        { output => output.Reconstruction, "decoder" },
    };

    [Theory, MemberData(nameof(Parts), DisableDiscoveryEnumeration = true)]
    public void A_part_that_it_does_not_have_cannot_be_read(Func<DiscriminatorOutput, Tensor> part, string name) =>
        Should.Throw<GanSharpException>(() => part(new Discriminator().ForwardHeads(Images, Train)))
            .Message.ShouldBe($"the discriminator has no {name}, but a term needs it");
}
