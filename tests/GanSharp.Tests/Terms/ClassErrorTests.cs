using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>By hand: logits of ln 3, 0 and 0 have the softmax 3/5, 1/5, 1/5.</summary>
public class ClassErrorTests
{
    private static readonly Tensor Logits = Tensor.From([Math.Log(3), 0, 0, 0, Math.Log(3), 0], [2, 3], DType.F64);

    [Theory]
    [InlineData(0, 1, 3 / 5.0, 3 / 5.0, 2)]
    [InlineData(2, 1, 1 / 5.0, 3 / 5.0, 1)]
    [InlineData(1, 0, 1 / 5.0, 1 / 5.0, 0)]
    public void It_is_the_mean_logarithm_of_the_true_class_s_share(
        int first, int second, double firstShare, double secondShare, int right)
    {
        ClassError
            .Of(Logits, [first, second])
            .Item()
            .ShouldBe(-(Math.Log(firstShare) + Math.Log(secondShare)) / 2, tolerance: 1e-12);
        ClassError.CountRight(Logits, [first, second]).ShouldBe(right);
    }

    [Fact]
    public void The_first_of_equal_logits_is_the_answer()
    {
        var undecided = Tensor.Zeros([2, 3], DType.F64);
        ClassError.CountRight(undecided, [0, 1]).ShouldBe(1);
    }

    [Fact]
    public void Large_logits_stay_finite() =>
        ClassError.Of(Tensor.From([800.0, -800], [1, 2], DType.F64), [1]).Item().ShouldBe(1600);
}
