using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class DropoutTests
{
    private static readonly Tensor X = Tensor.Ones([40, 10, 3, 3]);

    [Theory]
    [InlineData(Mode.Train)]
    [InlineData(Mode.Probe)]
    public void It_drops_in_training_and_in_probes(Mode mode)
    {
        var y = new Dropout(0.25).Forward(X, Drawing(mode)).ToArray<float>();
        y.ShouldAllBe(value => value == 0 || MathF.Abs(value - 4 / 3f) < 1e-6f);
        (y.Count(value => value == 0) / (double)y.Length).ShouldBe(0.25, tolerance: 0.03);
    }

    [Fact]
    public void Evaluation_changes_nothing_and_needs_no_stream() =>
        new Dropout(0.9).Forward(X, Pass.Evaluate).ShouldBeSameAs(X);

    [Fact]
    public void Channel_dropout_zeroes_whole_channels()
    {
        var channels = new Dropout(0.5, channels: true)
            .Forward(X, Drawing(Mode.Train))
            .ToArray<float>()
            .Chunk(9)
            .ToArray();
        channels.ShouldAllBe(channel => channel.Distinct().Count() == 1);
        channels.Select(channel => channel[0]).Distinct().Order().ShouldBe([0, 2]);
    }

    [Fact]
    public void Every_pass_draws_a_new_mask_and_the_same_stream_draws_the_same()
    {
        var (dropout, pass) = (new Dropout(0.5), Drawing(Mode.Train));
        var first = dropout.Forward(X, pass).Values();
        dropout.Forward(X, pass).Values().ShouldNotBe(first);
        dropout.Forward(X, Drawing(Mode.Train)).Values().ShouldBe(first);
    }

    [Fact]
    public void Training_without_masks_is_refused() =>
        Should.Throw<TensorException>(() => new Dropout(0.5).Forward(X, new Pass(Mode.Train)))
            .Message.ShouldBe(
                "[dropout] training on (40, 10, 3, 3) needs random masks; give the pass a dropout function");

    private static Pass Drawing(Mode mode) => new(mode, Dropout: Dropout.From(new RandomStream("dropout", 1)));
}
