using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class BatchNormTests
{
    // Two channels of means 2 and 15, biased variances 1 and 25, unbiased variances 2 and 50.
    private static readonly Tensor X = Tensor.From([1.0, 10, 3, 20], [2, 2], DType.F64);

    [Fact]
    public void Training_moves_the_running_statistics_a_tenth_of_the_way_to_the_mean_and_the_unbiased_variance()
    {
        var (norm, mean, variance) = Create();
        norm.Forward(X, new Pass(Mode.Train)).Values().ShouldBe([-1, -1, 1, 1], tolerance: 1e-4);
        mean.Values().ShouldBe([0.2, 1.5], tolerance: 1e-12);
        variance.Values().ShouldBe([0.9 + 0.2, 0.9 + 5], tolerance: 1e-12);

        norm.Forward(X, new Pass(Mode.Train));
        mean.Values().ShouldBe([0.9 * 0.2 + 0.2, 0.9 * 1.5 + 1.5], tolerance: 1e-12);
        variance.Values().ShouldBe([0.9 * 1.1 + 0.2, 0.9 * 5.9 + 5], tolerance: 1e-12);
    }

    [Fact]
    public void All_pixels_of_a_channel_count()
    {
        var (norm, mean, variance) = Create();
        norm.Forward(Tensor.From([1.0, 3, 10, 20, 5, 7, 30, 40], [2, 2, 1, 2], DType.F64), new Pass(Mode.Train));
        mean.Values().ShouldBe([0.4, 2.5], tolerance: 1e-12);
        variance.Values().ShouldBe([0.9 + 0.1 * 20 / 3, 0.9 + 0.1 * 500 / 3], tolerance: 1e-12);
    }

    [Fact]
    public void The_momentum_is_the_share_of_the_newest_batch()
    {
        var (norm, mean, _) = Create(momentum: 0.25);
        norm.Forward(X, new Pass(Mode.Train));
        mean.Values().ShouldBe([0.5, 3.75], tolerance: 1e-12);
    }

    [Fact]
    public void A_probe_computes_as_training_does_and_leaves_the_statistics_alone()
    {
        var (norm, mean, variance) = Create();
        norm.Forward(X, new Pass(Mode.Probe)).Values().ShouldBe(norm.Forward(X, new Pass(Mode.Train)).Values());
        mean.Values().ShouldBe([0.2, 1.5], tolerance: 1e-12, "only the training pass counts");
        variance.Values().ShouldBe([1.1, 5.9], tolerance: 1e-12);
    }

    [Fact]
    public void Evaluation_uses_the_running_statistics_and_leaves_them_alone()
    {
        var (norm, mean, variance) = Create();
        InPlace.Copy(mean, Tensor.From([1.0, 10], [2], DType.F64));
        InPlace.Copy(variance, Tensor.From([4.0, 25], [2], DType.F64));

        norm.Forward(X, Pass.Evaluate).Values().ShouldBe([0, 0, 1, 2], tolerance: 1e-4);
        norm.Forward(X.Slice(0, 1, 1), Pass.Evaluate).Values().ShouldBe([1, 2], tolerance: 1e-4, "neighbours do not matter");
        mean.Values().ShouldBe([1, 10]);
    }

    private static (BatchNorm Norm, Tensor Mean, Tensor Variance) Create(double momentum = 0.1)
    {
        var norm = new BatchNorm(2, momentum: momentum, dtype: DType.F64);
        var buffers = norm.NamedBuffers.ToDictionary(buffer => buffer.Name, buffer => buffer.Tensor);
        return (norm, buffers["running-mean"], buffers["running-variance"]);
    }
}
