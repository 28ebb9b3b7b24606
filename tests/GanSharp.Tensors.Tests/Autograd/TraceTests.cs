namespace GanSharp.Tensors.Tests.Autograd;

public class TraceTests
{
    private readonly Tensor _x = Tensor.From([1f, -2, 3, -4], [2, 2]);

    [Fact]
    public void Operations_keep_their_attributes_and_inputs()
    {
        using var trace = Trace.Of([_x]);
        var y = _x.LeakyRelu(0.3);
        var operation = Trace.OperationOf(y).ShouldNotBeNull();
        operation.Name.ShouldBe("leaky-relu");
        operation.Attributes.ShouldBe(0.3);
        operation.Inputs.ShouldHaveSingleItem().ShouldBeSameAs(_x);
        operation.DependsOnInput.ShouldBeTrue();
        Trace.OperationOf(_x)!.Name.ShouldBe(TracedOperation.Input);
    }

    [Fact]
    public void What_depends_on_parameters_alone_does_not_vary()
    {
        using var trace = Trace.Of([_x]);
        var weight = Tensor.Ones([2, 2]).Track();
        Trace.OperationOf(weight * 2)!.DependsOnInput.ShouldBeFalse();
        Trace.OperationOf(_x.MatMul(weight * 2))!.DependsOnInput.ShouldBeTrue();
        Trace.OperationOf(Tensor.Ones([2]) * 2).ShouldBeNull();
    }

    [Fact]
    public void Neither_a_pause_nor_detach_hides_an_operation()
    {
        using var trace = Trace.Of([_x]);
        using var paused = Tape.Pause();
        Trace.OperationOf(_x.Detach().Exp())!.Inputs[0].ShouldSatisfyAllConditions(
            detached => Trace.OperationOf(detached)!.Name.ShouldBe("detach"));
    }

    [Fact]
    public void Labels_are_recognised_by_their_array()
    {
        int[] labels = [1, 0];
        using var trace = Trace.Of([_x], labels);
        Trace.OperationOf(Tensor.OneHot(labels, 2))!.Inputs.ShouldHaveSingleItem().ShouldBeSameAs(trace.Labels);
        Trace.OperationOf(_x.Embedding(labels))!.Inputs[1].ShouldBeSameAs(trace.Labels);
        Trace.OperationOf(Tensor.OneHot([1, 0], 2)).ShouldBeNull();
        Trace.OperationOf(_x.Embedding([1, 0]))!.Inputs[1].ShouldNotBeSameAs(trace.Labels);
    }

    [Fact]
    public void Nothing_is_kept_without_a_trace()
    {
        using (Trace.Of([_x]))
            Trace.IsOn.ShouldBeTrue();
        Trace.IsOn.ShouldBeFalse();
        Trace.OperationOf(Tensor.Ones([2]).Track().Exp()).ShouldBeNull();
    }

    [Fact]
    public void Results_are_the_same_bits()
    {
        var image = new RandomStream("image", 1).Normal([2, 3, 4, 4]);
        var weight = new RandomStream("weight", 1).Normal([5, 3, 3, 3]);
        var expected = Compute().ToArray<float>();
        using var trace = Trace.Of([image]);
        Compute().ToArray<float>().ShouldBe(expected);

        Tensor Compute() => image.Conv2d(weight, padding: 1).MaxPool2d(2, 2).InstanceNorm(null, null).Mean([2]);
    }

    [Fact]
    public void A_trace_has_no_derivatives()
    {
        using var trace = Trace.Of([_x]);
        var weight = Tensor.Ones([2, 2]).Track();
        Should.Throw<TensorException>(() => Grad.Of((_x * weight).Sum(), [weight]))
            .Message.ShouldContain("a trace has no derivatives");
    }
}
