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
        norm.Forward(X.Slice(0, 1, 1), Pass.Evaluate)
            .Values()
            .ShouldBe([1, 2], tolerance: 1e-4, "neighbours do not matter");
        mean.Values().ShouldBe([1, 10]);
    }

    /// <summary>Normal values are ±1, so a sample shows the scale and shift of its class.</summary>
    [Fact]
    public void A_class_has_a_scale_and_a_shift_of_its_own_and_the_statistics_are_shared()
    {
        var norm = new BatchNorm(2, classes: 3, dtype: DType.F64);
        var state = norm.State.ToDictionary(entry => entry.Name, entry => entry.Tensor);
        InPlace.Copy(state["gamma"], Tensor.From([1.0, 2, 3, 4, 5, 6], [3, 2], DType.F64));
        InPlace.Copy(state["beta"], Tensor.From([10.0, 20, 30, 40, 50, 60], [3, 2], DType.F64));

        norm.Forward(X, new Pass(Mode.Train, [2, 0]))
            .Values()
            .ShouldBe([50 - 5, 60 - 6, 10 + 1, 20 + 2], tolerance: 1e-3);
        state["running-mean"].Values().ShouldBe([0.2, 1.5], tolerance: 1e-12);
        norm.Forward(X.Reshape([2, 2, 1, 1]), new Pass(Mode.Probe, [1, 1]))
            .Values()
            .ShouldBe([30 - 3, 40 - 4, 30 + 3, 40 + 4], tolerance: 1e-3);
    }

    [Fact]
    public void A_class_keeps_its_scale_and_shift_in_evaluation()
    {
        var norm = new BatchNorm(1, classes: 2, dtype: DType.F64);
        InPlace.Copy(norm.Parameters[0], Tensor.From([1.0, 2], [2, 1], DType.F64));
        InPlace.Copy(norm.Parameters[1], Tensor.From([0.0, 10], [2, 1], DType.F64));
        norm.Forward(Tensor.From([3.0, 3], [2, 1], DType.F64), new Pass(Mode.Evaluate, [0, 1]))
            .Values()
            .ShouldBe([3, 16], tolerance: 1e-4);
    }

    /// <summary>The second part moves the statistics further from where the first has moved them.</summary>
    [Theory]
    [InlineData(Mode.Train, 0)]
    [InlineData(Mode.Train, 3)]
    [InlineData(Mode.Probe, 0)]
    [InlineData(Mode.Probe, 3)]
    public void Two_parts_of_a_pass_are_two_passes(Mode mode, int classes)
    {
        var stream = new RandomStream("parts", 1);
        var (x, seed) = (
            stream.Normal([6, 2, 2, 3], 1, 2, DType.F64).Track(), stream.Normal([6, 2, 2, 3], dtype: DType.F64));
        int[] labels = [0, 1, 2, 1, 0, 2];
        BatchNorm together = new(2, classes: classes, dtype: DType.F64),
            apart = new(2, classes: classes, dtype: DType.F64);
        foreach (var parameter in together.Parameters)
            InPlace.Copy(parameter, stream.Normal(parameter.Shape, dtype: DType.F64));
        apart.CopyFrom(together);

        var y = together.Forward(x, new Pass(mode, labels, Parts: 2));
        var first = apart.Forward(x.Slice(0, 0, 3), new Pass(mode, labels[..3]));
        var joined = TensorOps.Concat([first, apart.Forward(x.Slice(0, 3, 3), new Pass(mode, labels[3..]))], 0);

        y.Values().ShouldBe(joined.Values(), tolerance: 1e-12);
        foreach (var (actual, expected) in Gradients(together, y).Zip(Gradients(apart, joined)))
            actual.Values().ShouldBe(expected.Values(), tolerance: 1e-12);
        foreach (var (actual, expected) in together.NamedBuffers.Zip(apart.NamedBuffers))
            actual.Tensor.Values().ShouldBe(expected.Tensor.Values(), tolerance: 1e-12);

        Tensor[] Gradients(BatchNorm norm, Tensor output) => Grad.Of(output, [x, .. norm.Parameters], seed: seed);
    }

    [Fact]
    public void Evaluation_ignores_parts() =>
        Create()
            .Norm.Forward(X, Pass.Evaluate with { Parts = 2 })
            .Values()
            .ShouldBe(Create().Norm.Forward(X, Pass.Evaluate).Values());

    [Fact]
    public void Scales_by_class_need_labels() =>
        Should
            .Throw<TensorException>(() =>
                new BatchNorm(2, classes: 3, dtype: DType.F64).Forward(X, new Pass(Mode.Train)))
            .Message.ShouldBe("[batch-norm] the pass over (2, 2) has no labels");

    private static (BatchNorm Norm, Tensor Mean, Tensor Variance) Create(double momentum = 0.1)
    {
        var norm = new BatchNorm(2, momentum: momentum, dtype: DType.F64);
        var buffers = norm.NamedBuffers.ToDictionary(buffer => buffer.Name, buffer => buffer.Tensor);
        return (norm, buffers["running-mean"], buffers["running-variance"]);
    }
}
