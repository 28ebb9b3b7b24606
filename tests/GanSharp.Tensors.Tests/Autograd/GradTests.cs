namespace GanSharp.Tensors.Tests.Autograd;

public class GradTests
{
    [Fact]
    public void A_tensor_the_loss_does_not_depend_on_gets_zeros()
    {
        var (x, other) = (Leaf(1, 2, 3), Tensor.Ones([2, 2]).Track());

        var grads = Grad.Of(x.Sum(), [other, x]);

        grads[0].DType.ShouldBe(DType.F32);
        grads[0].ShouldBeNear(Tensor.Zeros([2, 2]), 0);
        grads[1].ShouldBeNear(Vector(1, 1, 1), 0);
    }

    /// <summary>The weights of the last layer come first; one that is used twice, after its earlier use.</summary>
    [Fact]
    public void Gradients_are_reported_once_each_as_soon_as_they_are_complete()
    {
        Tensor first = Leaf(1, 2, 3), twice = Leaf(4, 5, 6), last = Leaf(7, 8, 9), unused = Leaf(1);
        var loss = ((first * twice).Tanh() * twice * last).Sum();
        var reported = new List<(int Index, double[] Values)>();

        var grads = Grad.Of(
            loss, [first, twice, last, unused],
            ready: (index, gradient) => reported.Add((index, gradient.ToArray<double>())));

        reported.Select(entry => entry.Index).ShouldBe([2, 0, 1, 3]);
        foreach (var (index, values) in reported)
            values.ShouldBe(grads[index].ToArray<double>());
        var silent = Grad.Of(loss, [first, twice, last, unused]);
        foreach (var (with, without) in grads.Zip(silent))
            with.ShouldBeNear(without, 0);
    }

    [Fact]
    public void A_loss_of_many_numbers_is_refused()
    {
        var x = Leaf(1, 2, 3);

        Should
            .Throw<TensorException>(() => Grad.Of(x * 2.0, [x]))
            .Message.ShouldStartWith("[grad] a loss of shape (3)");
    }

    [Fact]
    public void A_loss_of_one_number_may_have_axes()
    {
        var x = Leaf(3);

        Grad.Of(x.Square().Reshape([1, 1]), [x])[0].ShouldBeNear(Vector(6), 0);
    }

    [Fact]
    public void A_seed_weights_the_outputs()
    {
        var x = Leaf(1, 2, 3);

        Grad.Of(x.Square(), [x], seed: Vector(1, 0, -10))[0].ShouldBeNear(Vector(2, 0, -60), 0);
    }

    [Fact]
    public void A_seed_of_another_shape_is_refused()
    {
        var x = Leaf(1, 2, 3);

        var error = Should.Throw<TensorException>(() => Grad.Of(x.Square(), [x], seed: Vector(1, 2)));

        error.Message.ShouldBe("[grad] the seed's shape (2) is not the loss's (3)");
    }

    [Fact]
    public void The_gradient_of_the_loss_itself_is_one()
    {
        var loss = Leaf(1, 2).Sum();

        Grad.Of(loss, [loss])[0].Item().ShouldBe(1);
    }

    [Fact]
    public void Every_use_of_an_intermediate_result_counts()
    {
        var x = Leaf(1.5, -2);
        var h = x.Square();

        var grads = Grad.Of((h * h + h).Sum(), [x, h]);

        grads[0].ShouldBeNear(Vector(5.5 * 3, 9 * -4), 1e-15);
        grads[1].ShouldBeNear(Vector(5.5, 9), 1e-15);
    }

    [Fact]
    public void A_detached_tensor_is_a_constant()
    {
        var x = Leaf(3);

        Grad.Of((x * x.Detach()).Sum(), [x])[0].Item().ShouldBe(3);
    }

    [Fact]
    public void A_long_chain_does_not_exhaust_the_stack()
    {
        var x = Leaf(1);
        var y = Enumerable.Range(0, 20_000).Aggregate(x, (sum, _) => sum + 1.0);

        Grad.Of(y.Sum(), [x])[0].Item().ShouldBe(1);
    }

    [Fact]
    public void Gradients_are_recorded_only_on_request()
    {
        var x = Leaf(2);

        Grad.Of(x.Pow(3).Sum(), [x])[0].IsTracked.ShouldBeFalse();
        Grad.Of(x.Pow(3).Sum(), [x], createGraph: true)[0].IsTracked.ShouldBeTrue();
        Tape.IsRecording.ShouldBeTrue();
    }

    [Fact]
    public void Derivatives_can_be_differentiated_again_and_again()
    {
        var x = Leaf(2, -3);
        var first = Grad.Of(x.Pow(4).Sum(), [x], createGraph: true)[0];
        var second = Grad.Of(first.Sum(), [x], createGraph: true)[0];
        var third = Grad.Of(second.Sum(), [x])[0];

        first.ShouldBeNear(Vector(4 * 8, 4 * -27), 1e-14);
        second.ShouldBeNear(Vector(12 * 4, 12 * 9), 1e-14);
        third.ShouldBeNear(Vector(24 * 2, 24 * -3), 1e-14);
    }

    /// <summary>
    /// For f = Σ wᵢxᵢ², the gradient is g = 2wx, and P = (‖g‖ - 1)² has ∂P/∂w = k·2x and ∂P/∂x =
    /// k·2w with k = 2(‖g‖ - 1)·g/‖g‖.
    /// </summary>
    [Fact]
    public void A_gradient_penalty_has_the_derivative_found_by_hand()
    {
        double[] xs = [0.5, -1, 2], ws = [1.5, 0.25, -0.75];
        var (x, w) = (Leaf(xs), Leaf(ws));

        var gradient = Grad.Of((w * x.Square()).Sum(), [x], createGraph: true)[0];
        var penalty = (gradient.Square().Sum().Sqrt() - 1.0).Square();
        var grads = Grad.Of(penalty, [w, x]);

        double[] g = [.. ws.Zip(xs, (w, x) => 2 * w * x)];
        var norm = Math.Sqrt(g.Sum(value => value * value));
        double[] k = [.. g.Select(value => 2 * (norm - 1) * value / norm)];
        grads[0].ShouldBeNear(Vector([.. k.Zip(xs, (k, x) => k * 2 * x)]), 1e-14);
        grads[1].ShouldBeNear(Vector([.. k.Zip(ws, (k, w) => k * 2 * w)]), 1e-14);
    }

    private static Tensor Vector(params double[] values) => Tensor.From(values, [values.Length], DType.F64);

    private static Tensor Leaf(params double[] values) => Vector(values).Track();
}
