using GanSharp.Tensors.Backends;
using GanSharp.Tensors.Reference;
using GanSharp.Tensors.Tests.Ops;

namespace GanSharp.Tensors.Tests.Backends;

/// <summary>
/// Every operation on a second device, whose memory the program cannot see and whose kernels are plain loops: nothing
/// above the backends bypasses them, the composed kernels are correct, and both devices agree with PyTorch.
/// </summary>
public class ReferenceTests
{
    private static readonly Device Reference = ReferenceDevice.Device;

    [Theory, MemberData(nameof(OpCases.All), MemberType = typeof(OpCases))]
    public void Single(string name) => Compare(name, DType.F32, 1e-5);

    [Theory, MemberData(nameof(OpCases.All), MemberType = typeof(OpCases))]
    public void Double(string name) => Compare(name, DType.F64, 1e-10);

    public static TheoryData<int> UnaryOps => [.. Enum.GetValues<UnaryOp>().Select(op => (int)op)];

    public static TheoryData<int> BinaryOps => [.. Enum.GetValues<BinaryOp>().Select(op => (int)op)];

    [Theory, MemberData(nameof(UnaryOps))]
    public void A_function_of_one_number_matches_the_cpu(int op)
    {
        var isPositive = (UnaryOp)op is UnaryOp.Log or UnaryOp.Sqrt or UnaryOp.Pow;
        var x = new RandomStream("x", seed: 1).Uniform([37], isPositive ? 0.1 : -3, 3, DType.F64);

        var expected = x.Backend.Unary((UnaryOp)op, x, 0.75, 1.5);
        var there = x.To(Reference);

        Reference
            .Backend.Unary((UnaryOp)op, there, 0.75, 1.5)
            .To(Device.Cpu)
            .ShouldBeNear(expected, 1e-12, $"{(UnaryOp)op}");
    }

    [Theory, MemberData(nameof(BinaryOps))]
    public void A_function_of_two_numbers_matches_the_cpu(int op)
    {
        var stream = new RandomStream("x", seed: 2);
        var (a, b) = (stream.Uniform([5, 7], 0.5, 2, DType.F64), stream.Uniform([7], 0.5, 2, DType.F64));

        var expected = a.Backend.Binary((BinaryOp)op, a, b, a.Shape, 0.75);
        var there = Reference.Backend.Binary((BinaryOp)op, a.To(Reference), b.To(Reference), a.Shape, 0.75);

        there.To(Device.Cpu).ShouldBeNear(expected, 1e-12, $"{(BinaryOp)op}");
    }

    [Fact]
    public void Optimiser_steps_match_the_cpu()
    {
        var adam = new AdamStep(
            Number: 3, Rate: 0.1, Beta1: 0.5, Beta2: 0.9, Epsilon: 1e-8, WeightDecay: 0.01);
        Compare((p, g, m, _) => InPlace.Sgd(p, g, m, new(0.1, Momentum: 0.9, WeightDecay: 0.01)));
        Compare((p, g, _, s) => InPlace.RmsProp(p, g, s, new(0.1, Alpha: 0.9, Epsilon: 1e-8, WeightDecay: 0.01)));
        Compare((p, g, m, s) => InPlace.Adam(p, g, m, s, adam));
        Compare((p, g, m, s) => InPlace.Adam(p, g, m, s, adam with { Decoupled = true }));
        Compare((p, g, _, _) => InPlace.Lerp(p, g, 0.25));
        Compare((p, _, _, _) => InPlace.Clamp(p, 0.4, 0.6));

        static void Compare(Action<Tensor, Tensor, Tensor, Tensor> step)
        {
            var stream = new RandomStream("x", seed: 3);
            var here = Enumerable.Range(0, 4).Select(_ => stream.Uniform([11], 0.1, 1, DType.F64)).ToArray();
            var there = Array.ConvertAll(here, x => x.To(Reference));

            step(here[0], here[1], here[2], here[3]);
            step(there[0], there[1], there[2], there[3]);

            for (var i = 0; i < here.Length; i++)
                there[i].To(Device.Cpu).ShouldBeNear(here[i], 1e-12, $"tensor {i}");
        }
    }

    [Fact]
    public void Random_numbers_are_bit_identical()
    {
        Numbers(Reference).ShouldBe(Numbers(Device.Cpu));

        static double[] Numbers(Device device)
        {
            var stream = new RandomStream("x", seed: 4);
            var x = Tensor.Ones([9], DType.F64, device);
            return
            [
                .. stream.Uniform([9], device: device).ToArray<double>(),
                .. stream.Normal([9], device: device).ToArray<double>(),
                .. x.Dropout(0.5, stream).ToArray<double>()];
        }
    }

    [Fact]
    public void The_first_of_equal_maxima_in_a_window_wins()
    {
        var x = Tensor.From([1f, 3, 3, 2, 5, 5, 0, 5, 4, 4, 4, 4, 0, 0, 0, 1], [1, 1, 4, 4]).Track();
        var there = x.To(Reference).Track();

        var grad = Grad.Of(x.MaxPool2d(2, 2).Sum(), [x])[0];

        Grad.Of(there.MaxPool2d(2, 2).Sum(), [there])[0].ToArray<float>().ShouldBe(grad.ToArray<float>());
    }

    [Fact]
    public void Norms_and_scalars_are_downloaded()
    {
        var x = Tensor.From([3f, 4], [2], device: Reference);

        x.Norm().ShouldBe(5);
        x.IsFinite().ShouldBeTrue();
        Tensor.Items(x.Sum(), Tensor.Scalar(0.1, DType.F64, Reference)).ShouldBe([7, 0.1]);
        Tensor.From([1f, float.NaN], [2], device: Reference).IsFinite().ShouldBeFalse();
    }

    [Fact]
    public void Its_memory_is_not_visible_to_the_program() =>
        Should
            .Throw<TensorException>(() => Tensor.Ones([2], device: Reference).AsSpan<float>()[0])
        .Message.ShouldBe(
            "[tensor] the elements are on device 'reference', not in the program's memory; "
            + "copy them with ToArray or CopyTo");

    [Fact]
    public void Devices_do_not_mix() =>
        Should
            .Throw<TensorException>(() => Tensor.Ones([2]) + Tensor.Ones([2], device: Reference))
        .Message.ShouldBe("[add] (2) on cpu and (2) on reference do not mix; move one with To");

    private static void Compare(string name, DType dtype, double tolerance)
    {
        using var scope = new TensorScope();
        using var here = Reference.Use();
        var fixture = OpFixtures.Get(name);
        var inputs = Array.ConvertAll(fixture.Inputs, input => input.ToTensor(dtype).Track());

        var output = OpCases.Function(name)(inputs);
        var grads = Grad.Of(output, inputs, seed: fixture.Cotangent.ToTensor(dtype));

        output.Device.ShouldBe(Reference);
        output.To(Device.Cpu).ShouldBeNear(fixture.Output, tolerance, "output");
        for (var i = 0; i < inputs.Length; i++)
            grads[i].To(Device.Cpu).ShouldBeNear(fixture.Grads[i], tolerance, $"gradient of input {i}");
    }
}
