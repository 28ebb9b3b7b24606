using GanSharp.Optim;
using GanSharp.Tensors;

namespace GanSharp.Tests.Optim;

public class OptimizerTests
{
    private static readonly OptimFixture Fixture = Fixtures.Load<OptimFixture>("optim.json");

    public static TheoryData<string> Cases => [.. Fixture.After.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void Steps_are_those_of_PyTorch_in_double_precision(string text) => Compare(text, DType.F64, 1e-10);

    [Theory, MemberData(nameof(Cases))]
    public void Steps_are_those_of_PyTorch_in_single_precision(string text) => Compare(text, DType.F32, 1e-5);

    [Fact]
    public void The_learning_rate_may_change_between_steps()
    {
        var parameter = Tensor.Zeros([1]);
        var optimizer = new Sgd([parameter], new SgdOptions(0.5));
        optimizer.Step([Tensor.Ones([1])]);
        optimizer.LearningRate = 0.25;
        optimizer.Step([Tensor.Ones([1])]);
        parameter.Item().ShouldBe(-0.75);
        optimizer.Steps.ShouldBe(2);
    }

    [Fact]
    public void Its_state_has_names()
    {
        Tensor[] parameters = [Tensor.Zeros([2]), Tensor.Zeros([3, 1])];
        Names(new SgdOptions(1)).ShouldBe(["velocity.0", "velocity.1"]);
        Names(new RmsPropOptions(1)).ShouldBe(["square.0", "square.1"]);
        Names(new AdamOptions(1)).ShouldBe(["mean.0", "mean.1", "square.0", "square.1"]);

        IEnumerable<string> Names(OptimizerOptions options) =>
            options.Create(parameters).State.Select(entry => entry.Name);
    }

    [Fact]
    public void Every_parameter_needs_a_gradient_of_its_shape()
    {
        var optimizer = new AdamOptions(0.1).Create([Tensor.Zeros([2]), Tensor.Zeros([3])]);
        Should.Throw<ArgumentException>(() => optimizer.Step([Tensor.Zeros([2])])).Message
            .ShouldContain("1 gradients were given for 2 parameters");
        Should.Throw<TensorException>(() => optimizer.Step([Tensor.Zeros([2]), Tensor.Zeros([2])])).Message
            .ShouldStartWith("[adam] F32 (2) does not match F32 (3)");
    }

    private static void Compare(string text, DType dtype, double tolerance)
    {
        Shape shape = [.. Fixture.Shape];
        var parameter = Tensor.From(Fixture.Start, shape, dtype);
        var optimizer = OptimizerText.Parse(text).Create([parameter]);
        for (var step = 0; step < Fixture.Gradients.Length; step++)
        {
            optimizer.Step([Tensor.From(Fixture.Gradients[step], shape, dtype)]);
            parameter.Values().ShouldBeNear(Fixture.After[text][step], tolerance, $"after step {step + 1}");
        }
    }

    /// <summary>A start, a gradient for each step, and the parameter after each step of each optimiser.</summary>
    private sealed record OptimFixture(
        int[] Shape, double[] Start, double[][] Gradients, Dictionary<string, double[][]> After);
}
