namespace GanSharp.Tensors.Tests.Random;

public class RandomStreamTests
{
    private const int Many = 100_000;

    private readonly RandomStream _stream = new("latent", seed: 42);

    /// <summary>Rows of 1, 3 and 8 numbers, so that parts begin anywhere in a block of numbers.</summary>
    [Theory]
    [InlineData(DType.F32, 1)]
    [InlineData(DType.F32, 3)]
    [InlineData(DType.F64, 3)]
    [InlineData(DType.F64, 8)]
    public void Shards_draw_the_numbers_of_the_whole_batch(DType dtype, int width)
    {
        foreach (var draw in (Func<Tensor, Tensor>[])
        [
            like => _stream.Uniform(like.Shape, -1, 2, dtype), like => _stream.Normal(like.Shape, 1, 2, dtype),
            like => like.Dropout(0.4, _stream),
        ])
        {
            var whole = Rows(12, Shard.Whole);
            var end = _stream.Position;
            for (var index = 0; index < 3; index++)
            {
                Rows(4, new(index, 3)).ShouldBe(whole[(index * 4 * width)..((index + 1) * 4 * width)]);
                _stream.Position.ShouldBe(end);
            }

            double[] Rows(int rows, Shard shard)
            {
                (_stream.Position, _stream.Shard) = (5, shard);
                return draw(Tensor.Ones([rows, width], dtype)).ToArray<double>();
            }
        }
    }

    [Fact]
    public void Each_part_of_a_batch_is_cut_into_shards_by_itself()
    {
        var whole = Tensor.Ones([8, 5]).Dropout(0.5, _stream, parts: 2).ToArray<double>();
        (_stream.Position, _stream.Shard) = (0, new(1, 2));
        Tensor.Ones([4, 5]).Dropout(0.5, _stream, parts: 2).ToArray<double>()
            .ShouldBe([.. whole[10..20], .. whole[30..40]]);
    }

    [Theory]
    [InlineData(DType.F32)]
    [InlineData(DType.F64)]
    public void Uniform_numbers_fill_their_interval_evenly(DType dtype)
    {
        var numbers = _stream.Uniform([Many], low: -1, high: 3, dtype).ToArray<double>();

        numbers.ShouldAllBe(x => x >= -1 && x < 3);
        Moment(numbers, 1, 1).ShouldBe(0, tolerance: 0.02);
        Moment(numbers, 1, 2).ShouldBe(16.0 / 12, tolerance: 0.02);
        for (var tenth = 0; tenth < 10; tenth++)
            numbers.Count(x => (int)((x + 1) / 0.4) == tenth).ShouldBeInRange(9_600, 10_400);
    }

    [Theory]
    [InlineData(DType.F32)]
    [InlineData(DType.F64)]
    public void Normal_numbers_have_the_moments_of_their_distribution(DType dtype)
    {
        var numbers = _stream
            .Normal([Many], mean: 2, std: 3, dtype)
            .ToArray<double>()
            .Select(x => (x - 2) / 3)
            .ToArray();

        numbers.ShouldAllBe(x => double.IsFinite(x));
        Moment(numbers, 0, 1).ShouldBe(0, tolerance: 0.015);
        Moment(numbers, 0, 2).ShouldBe(1, tolerance: 0.02);
        Moment(numbers, 0, 3).ShouldBe(0, tolerance: 0.05);
        Moment(numbers, 0, 4).ShouldBe(3, tolerance: 0.15);
        numbers.Count(x => Math.Abs(x) < 1).ShouldBeInRange(67_700, 68_850);
    }

    [Theory]
    [InlineData(DType.F32)]
    [InlineData(DType.F64)]
    public void Neighbours_are_uncorrelated(DType dtype)
    {
        var numbers = _stream.Normal([Many], dtype: dtype).ToArray<double>();

        numbers.Zip(numbers.Skip(1), (a, b) => a * b).Average().ShouldBe(0, tolerance: 0.015);
        numbers.Zip(numbers.Skip(2), (a, b) => a * b).Average().ShouldBe(0, tolerance: 0.015);
    }

    [Fact]
    public void Name_and_seed_determine_the_stream()
    {
        var first = Draw(new RandomStream("latent", 42));

        Draw(new RandomStream("latent", 42)).ShouldBe(first);
        Draw(new RandomStream("dropout", 42)).ShouldNotBe(first);
        Draw(new RandomStream("latent", 43)).ShouldNotBe(first);
    }

    [Fact]
    public void A_stream_advances_and_its_position_restores_it()
    {
        Draw(_stream);
        var position = _stream.Position;
        var second = Draw(_stream);
        Draw(_stream).ShouldNotBe(second);

        _stream.Position = position;

        Draw(_stream).ShouldBe(second);
    }

    /// <summary>A draw that overlapped the one before it would repeat its last numbers.</summary>
    [Theory]
    [InlineData(DType.F32)]
    [InlineData(DType.F64)]
    public void Draws_never_overlap(DType dtype)
    {
        var numbers = Enumerable
            .Range(1, 9)
            .SelectMany(count => _stream.Uniform([count], dtype: dtype).ToArray<double>())
            .ToArray();

        numbers.ShouldBeUnique();
    }

    [Fact]
    public void Integers_are_below_their_bound_and_evenly_distributed()
    {
        var numbers = _stream.Integers(Many, 10);

        numbers.Length.ShouldBe(Many);
        for (var digit = 0; digit < 10; digit++)
            numbers.Count(x => x == digit).ShouldBeInRange(9_600, 10_400);
        _stream.Integers(5, 1).ShouldBe([0, 0, 0, 0, 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => _stream.Integers(1, 0));
    }

    [Fact]
    public void A_permutation_holds_every_number_once_and_all_orders_are_equally_likely()
    {
        _stream.Permutation(1000).Order().ShouldBe(Enumerable.Range(0, 1000));
        _stream.Permutation(0).ShouldBeEmpty();

        var orders = Enumerable.Range(0, 6000).CountBy(_ => string.Join(",", _stream.Permutation(3))).ToArray();
        orders.Length.ShouldBe(6);
        orders.ShouldAllBe(order => order.Value > 880 && order.Value < 1120);
    }

    [Fact]
    public void A_stream_needs_a_name() => Should.Throw<ArgumentException>(() => new RandomStream("", 1));

    private static float[] Draw(RandomStream stream) => stream.Normal([8]).ToArray<float>();

    private static double Moment(double[] numbers, double center, int order) =>
        numbers.Average(x => Math.Pow(x - center, order));
}
