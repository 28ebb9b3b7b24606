namespace GanSharp.Tensors.Tests.Ops;

public class BatchNormTests
{
    private readonly Tensor _x = new RandomStream("x", 1)
        .Normal([4, 3, 2, 2], mean: 5, std: 2, dtype: DType.F64)
        .Track();

    [Fact]
    public void Returns_the_statistics_of_the_batch()
    {
        _x.BatchNorm(null, null, 1e-5, out var moments);

        moments.Mean.ShouldBeNear(_x.Mean([0, 2, 3]), 1e-12);
        moments.Variance.ShouldBeNear((_x - _x.Mean([0, 2, 3], keepDims: true)).Square().Mean([0, 2, 3]), 1e-12);
        moments.Mean.IsTracked.ShouldBeFalse();
        moments.Variance.IsTracked.ShouldBeFalse();
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(0, 2)]
    public void Images_without_channels_or_pixels_stay_empty(int channels, int side)
    {
        var x = Tensor.Zeros([4, channels, side, side]);

        var y = x.BatchNorm(null, null, 1e-5, out var moments);

        y.Shape.ShouldBe(x.Shape);
        moments.Mean.Count.ShouldBe(channels);
    }

    [Fact]
    public void Evaluation_with_the_statistics_of_the_batch_gives_the_same_result()
    {
        var (gamma, beta) = (Tensor.From([1.0, 2, 3], [3], DType.F64), Tensor.From([-1.0, 0, 1], [3], DType.F64));

        var y = _x.BatchNorm(gamma, beta, 1e-5, out var moments);

        _x.NormalizeWith(moments.Mean, moments.Variance, gamma, beta).ShouldBeNear(y, 1e-12);
    }

    [Fact]
    public void Evaluation_is_the_same_whether_it_is_recorded_or_not()
    {
        var (mean, variance) = (Tensor.From([4.0, 5, 6], [3], DType.F64), Tensor.From([1.0, 4, 9], [3], DType.F64));
        var (gamma, recorded) = (
            Tensor.From([1.0, 2, 3], [3], DType.F64),
            _x.NormalizeWith(mean, variance, Tensor.From([1.0, 2, 3], [3], DType.F64), null));

        using var untracked = Tape.Pause();

        _x.NormalizeWith(mean, variance, gamma, null).ShouldBeNear(recorded, 1e-12);
        _x.NormalizeWith(mean, variance, null, gamma)
            .ShouldBeNear(_x.NormalizeWith(mean, variance, Tensor.Ones([3], DType.F64), gamma), 1e-12);
    }

    /// <summary>A mean far from zero must not cost the variance its digits.</summary>
    [Fact]
    public void A_large_mean_leaves_the_variance_exact()
    {
        var x = Tensor.From([10_000f, 10_001f, 10_002f, 10_003f], [4, 1]);

        x.BatchNorm(null, null, 1e-5, out var moments);

        moments.Variance.Item().ShouldBe(1.25, tolerance: 1e-3);
    }

    /// <summary>Compares the bits, on shapes whose work several threads share.</summary>
    [Theory]
    [InlineData(24, 300)]
    [InlineData(24, 5, 9, 7)]
    public void A_batch_in_parts_is_normalized_like_separate_batches(params int[] extents)
    {
        var stream = new RandomStream("parts", 1);
        var (x, seed) = (stream.Normal(Shape.Create(extents)).Track(), stream.Normal(Shape.Create(extents)));
        var (gamma, beta) = (stream.Normal([extents[1]]).Track(), stream.Normal([extents[1]]).Track());

        var y = x.BatchNorm(gamma, beta, 1e-5, out var moments, parts: 3);
        var grads = Grad.Of(y, [x, gamma, beta], seed: seed);

        moments.Mean.Shape.ShouldBe([3, extents[1]]);
        var apart = Enumerable.Range(0, 3).Select(part => Apart(8 * part)).ToArray();
        ShouldBeJoined(y, part => part.Y);
        ShouldBeJoined(moments.Mean, part => part.Moments.Mean);
        ShouldBeJoined(moments.Variance, part => part.Moments.Variance);
        ShouldBeJoined(grads[0], part => part.Grads[0]);
        grads[1].ShouldBeNear(apart[0].Grads[1] + apart[1].Grads[1] + apart[2].Grads[1], 1e-5);
        grads[2].ShouldBeNear(apart[0].Grads[2] + apart[1].Grads[2] + apart[2].Grads[2], 1e-5);

        (Tensor Y, Moments Moments, Tensor[] Grads) Apart(int start)
        {
            var part = x.Detach().Slice(0, start, 8).Track();
            var y = part.BatchNorm(gamma, beta, 1e-5, out var moments);
            return (y, moments, Grad.Of(y, [part, gamma, beta], seed: seed.Slice(0, start, 8)));
        }

        void ShouldBeJoined(Tensor whole, Func<(Tensor Y, Moments Moments, Tensor[] Grads), Tensor> of) =>
            whole.ToArray<float>().ShouldBe([.. apart.SelectMany(part => of(part).ToArray<float>())]);
    }
}
