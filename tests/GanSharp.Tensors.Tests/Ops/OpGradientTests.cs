
namespace GanSharp.Tensors.Tests.Ops;

/// <summary>
/// First and second derivatives of every case against central differences. The function is L(x, c) = Σ y(x) · c of
/// the inputs x and of the weights c of the outputs, so that the second derivative of a linear operation is not just
/// zero.
/// </summary>
public class OpGradientTests
{
    private const double Step = 1e-5;
    private const double Tolerance = 1e-6;

    [Theory, MemberData(nameof(OpCases.All), MemberType = typeof(OpCases))]
    public void First_order(string name)
    {
        var (loss, at) = LossOf(name);
        var grads = Gradient(loss, at);
        for (var i = 0; i < at.Length; i++)
            grads[i].ShouldBeNear(at[i].Shape, Differences(loss, at, i), Tolerance, $"gradient of input {i}");
    }

    /// <summary>
    /// ∇(∇L · v) = Hv = d∇L(x + t·v)/dt for a random direction v, the Hessian H being symmetric.
    /// </summary>
    [Theory, MemberData(nameof(OpCases.All), MemberType = typeof(OpCases))]
    public void Second_order(string name)
    {
        var (loss, at) = LossOf(name);
        var stream = new RandomStream("direction", seed: 1);
        var direction = Array.ConvertAll(at, x => stream.Normal(x.Shape, dtype: DType.F64));

        using var scope = new TensorScope();
        var tracked = Array.ConvertAll(at, x => x.Detach().Track());
        var grads = Grad.Of(loss(tracked), tracked, createGraph: true);
        var along = grads.Zip(direction, (grad, v) => grad.Mul(v).Sum()).Aggregate((sum, term) => sum + term);
        var products = Grad.Of(along, tracked);

        var (after, before) = (Gradient(loss, Move(at, direction, Step)), Gradient(loss, Move(at, direction, -Step)));
        for (var i = 0; i < at.Length; i++)
            products[i].ShouldBeNear((after[i] - before[i]) / (2 * Step), Tolerance, $"second derivative at input {i}");
    }

    /// <summary>
    /// The function of a case and the point at which to differentiate it: its inputs, followed by its cotangent.
    /// </summary>
    private static (Func<Tensor[], Tensor> Loss, Tensor[] At) LossOf(string name)
    {
        var fixture = OpFixtures.Get(name);
        var function = OpCases.Function(name);
        return (
            x => function(x[..^1]).Mul(x[^1]).Sum(),
            [.. fixture.Inputs.Append(fixture.Cotangent).Select(input => input.ToTensor())]);
    }

    private static Tensor[] Gradient(Func<Tensor[], Tensor> loss, Tensor[] at)
    {
        var tracked = Array.ConvertAll(at, x => x.Detach().Track());
        return Grad.Of(loss(tracked), tracked);
    }

    private static double[] Differences(Func<Tensor[], Tensor> loss, Tensor[] at, int input)
    {
        var result = new double[at[input].Count];
        for (var i = 0; i < result.Length; i++)
        {
            ref var element = ref at[input].AsSpan<double>()[i];
            var center = element;
            element = center + Step;
            var after = Value(loss, at);
            element = center - Step;
            result[i] = (after - Value(loss, at)) / (2 * Step);
            element = center;
        }
        return result;
    }

    private static double Value(Func<Tensor[], Tensor> loss, Tensor[] at)
    {
        using var scope = new TensorScope();
        return loss(at).Item();
    }

    private static Tensor[] Move(Tensor[] at, Tensor[] direction, double step) =>
        [.. at.Zip(direction, (x, v) => x + v * step)];
}
