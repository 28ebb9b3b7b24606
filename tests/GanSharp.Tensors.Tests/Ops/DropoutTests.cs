namespace GanSharp.Tensors.Tests.Ops;

public class DropoutTests
{
    private static readonly Func<Tensor, double, RandomStream, Tensor> Elements =
        (x, p, stream) => x.Dropout(p, stream),
        Channels = (x, p, stream) => x.ChannelDropout(p, stream);

    public static TheoryData<string> Both => ["elements", "channels"];

    [Theory, MemberData(nameof(Both))]
    public void Elements_are_dropped_or_scaled_and_the_mean_is_preserved(string which)
    {
        var y = Named(which)(Tensor.Ones([64, 64, 2, 2]), 0.2, new RandomStream("dropout", 1)).ToArray<float>();

        y.ShouldAllBe(value => value == 0 || value == 1.25f);
        y.Average().ShouldBe(1, tolerance: 0.05);
    }

    [Theory, MemberData(nameof(Both))]
    public void The_gradient_is_the_mask(string which)
    {
        var x = new RandomStream("x", 1).Uniform([4, 8, 3, 3], low: 1, high: 2, dtype: DType.F64).Track();
        var y = Named(which)(x, 0.5, new RandomStream("dropout", 1));

        var mask = Grad.Of(y.Sum(), [x])[0];

        mask.ToArray<double>().ShouldContain(0);
        mask.ToArray<double>().ShouldContain(2);
        (mask * x).ToArray<double>().ShouldBe(y.ToArray<double>());
    }

    [Fact]
    public void Channel_dropout_drops_whole_channels()
    {
        var y = Channels(Tensor.Ones([16, 8, 3, 5]), 0.5, new RandomStream("dropout", 1)).ToArray<float>();

        var channels = y.Chunk(3 * 5).ToArray();
        channels.ShouldAllBe(channel => channel.All(value => value == channel[0]));
        channels.Select(channel => channel[0]).Distinct().Order().ShouldBe([0f, 2f]);
        channels
            .Chunk(8)
            .ShouldContain(image => image.Any(channel => channel[0] != image[0][0]), "channels of an image differ");
    }

    [Fact]
    public void Dropout_drops_elements_one_by_one()
    {
        var y = Elements(Tensor.Ones([1, 1, 8, 8]), 0.5, new RandomStream("dropout", 1)).ToArray<float>();

        y.Distinct().Order().ShouldBe([0f, 2f]);
    }

    [Theory, MemberData(nameof(Both))]
    public void Nothing_is_dropped_at_zero(string which)
    {
        var x = new RandomStream("x", 1).Normal([3, 4]);

        Named(which)(x, 0, new RandomStream("dropout", 1)).ToArray<float>().ShouldBe(x.ToArray<float>());
    }

    [Theory, MemberData(nameof(Both))]
    public void The_stream_advances_and_its_position_restores_a_mask(string which)
    {
        var stream = new RandomStream("dropout", 1);
        var x = Tensor.Ones([16, 16]);
        var first = Named(which)(x, 0.5, stream).ToArray<float>();
        var second = Named(which)(x, 0.5, stream).ToArray<float>();
        stream.Position = 0;

        second.ShouldNotBe(first);
        Named(which)(x, 0.5, stream).ToArray<float>().ShouldBe(first);
    }

    private static Func<Tensor, double, RandomStream, Tensor> Named(string which) =>
        which == "elements" ? Elements : Channels;
}
