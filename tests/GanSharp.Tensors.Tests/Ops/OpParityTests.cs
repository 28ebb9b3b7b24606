namespace GanSharp.Tensors.Tests.Ops;

/// <summary>Forward and first derivative of every case against PyTorch.</summary>
public class OpParityTests
{
    [Theory, MemberData(nameof(OpCases.All), MemberType = typeof(OpCases))]
    public void Single(string name) => Compare(name, DType.F32, 1e-5);

    [Theory, MemberData(nameof(OpCases.All), MemberType = typeof(OpCases))]
    public void Double(string name) => Compare(name, DType.F64, 1e-10);

    [Fact]
    public void Every_case_has_a_fixture_and_every_fixture_a_case() =>
        OpFixtures.Names.ShouldBe(OpCases.Names, ignoreOrder: true);

    private static void Compare(string name, DType dtype, double tolerance)
    {
        using var scope = new TensorScope();
        var fixture = OpFixtures.Get(name);
        var inputs = Array.ConvertAll(fixture.Inputs, input => input.ToTensor(dtype).Track());

        var output = OpCases.Function(name)(inputs);
        var grads = Grad.Of(output, inputs, seed: fixture.Cotangent.ToTensor(dtype));

        output.DType.ShouldBe(dtype);
        output.ShouldBeNear(fixture.Output, tolerance, "output");
        for (var i = 0; i < inputs.Length; i++)
        {
            grads[i].DType.ShouldBe(dtype);
            grads[i].ShouldBeNear(fixture.Grads[i], tolerance, $"gradient of input {i}");
        }
    }
}
