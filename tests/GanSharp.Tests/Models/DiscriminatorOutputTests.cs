using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Tests.Models;

public class DiscriminatorOutputTests
{
    private readonly DiscriminatorOutput _whole = new(
        Rows(0), score: Rows(10), classLogits: Rows(20), codeEstimates: Rows(30), reconstruction: Rows(40));

    [Fact]
    public void A_slice_is_the_output_for_some_images()
    {
        var slice = _whole.Slice(1, 2);
        slice.Features.Values().ShouldBe([2, 3, 4, 5]);
        slice.Score.Values().ShouldBe([12, 13, 14, 15]);
        slice.ClassLogits.Values().ShouldBe([22, 23, 24, 25]);
        slice.CodeEstimates.Values().ShouldBe([32, 33, 34, 35]);
        slice.Reconstruction.Values().ShouldBe([42, 43, 44, 45]);
        slice.Slice(1, 1).Score.Values().ShouldBe([14, 15]);
        slice.All.Select(part => part.Tensor.Values()[0]).ShouldBe([2, 42, 12, 22, 32]);
    }

    [Fact]
    public void A_part_is_sliced_once()
    {
        var slice = _whole.Slice(0, 1);
        slice.Score.ShouldBeSameAs(slice.Score);
        _whole.Slice(0, 4).Features.ShouldBeSameAs(_whole.Features, "the whole batch needs no slice");
    }

    [Fact]
    public void A_slice_lacks_what_the_whole_lacks() =>
        Should
            .Throw<GanSharpException>(() => new DiscriminatorOutput(Rows(0), null, null, null, null).Slice(0, 1).Score)
            .Message.ShouldBe("the discriminator has no score, but a term needs it");

    private static Tensor Rows(double first) =>
        Tensor.From([.. Enumerable.Range(0, 8).Select(i => first + i)], [4, 2], DType.F64);
}
