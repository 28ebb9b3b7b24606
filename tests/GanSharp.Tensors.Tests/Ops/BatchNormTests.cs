namespace GanSharp.Tensors.Tests;

public class BatchNormTests
{
    private readonly Tensor _x = new RandomStream("x", 1).Normal([4, 3, 2, 2], mean: 5, std: 2, dtype: DType.F64).Track();

    [Fact]
    public void Hands_out_the_statistics_of_the_batch()
    {
        _x.BatchNorm(null, null, 1e-5, out var mean, out var variance);

        mean.ShouldBeNear(_x.Mean([0, 2, 3]), 1e-12);
        variance.ShouldBeNear((_x - _x.Mean([0, 2, 3], keepDims: true)).Square().Mean([0, 2, 3]), 1e-12);
        mean.IsTracked.ShouldBeFalse();
        variance.IsTracked.ShouldBeFalse();
    }

    [Fact]
    public void With_its_own_statistics_the_batch_is_normalized_alike_in_evaluation()
    {
        var (gamma, beta) = (Tensor.From([1.0, 2, 3], [3], DType.F64), Tensor.From([-1.0, 0, 1], [3], DType.F64));

        var y = _x.BatchNorm(gamma, beta, 1e-5, out var mean, out var variance);

        _x.NormalizeWith(mean, variance, gamma, beta).ShouldBeNear(y, 1e-12);
    }

    /// <summary>The mean of numbers far from zero must not eat the digits of their variance.</summary>
    [Fact]
    public void A_large_mean_leaves_the_variance_exact()
    {
        var x = Tensor.From([10_000f, 10_001f, 10_002f, 10_003f], [4, 1]);

        x.BatchNorm(null, null, 1e-5, out _, out var variance);

        variance.Item().ShouldBe(1.25, tolerance: 1e-3);
    }
}
