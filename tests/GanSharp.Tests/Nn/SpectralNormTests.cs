using GanSharp.Init;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class SpectralNormTests
{
    // Rows (3, 4) and (-8, 6) are orthogonal, so the singular values are their lengths, 5 and 10.
    private static readonly Tensor Weight = Tensor.From([3.0, 4, -8, 6], [2, 2], DType.F64);

    [Fact]
    public void A_pass_is_a_step_of_the_power_method_from_u()
    {
        var norm = Begun(0.6, 0.8);
        // Wᵀu = (1.8 - 6.4, 2.4 + 4.8) = (-4.6, 7.2), Wv ∝ (15, 80), whose direction is u.
        var (v, u) = (Unit(-4.6, 7.2), Unit(15, 80));
        var sigma = u.X * (3 * v.X + 4 * v.Y) + u.Y * (-8 * v.X + 6 * v.Y);

        norm.Forward(Weight, new Pass(Mode.Train))
            .Values()
            .ShouldBe([3 / sigma, 4 / sigma, -8 / sigma, 6 / sigma], tolerance: 1e-10);
        U(norm).ShouldBe([u.X, u.Y], tolerance: 1e-10);
    }

    [Fact]
    public void Passes_find_the_largest_singular_value()
    {
        var norm = new SpectralNorm(2, DType.F64);
        norm.Initialize(new NormalInit(), new RandomStream("init", 1));
        for (var pass = 0; pass < 30; pass++)
            norm.Forward(Weight, new Pass(Mode.Train));
        norm.Forward(Weight, Pass.Evaluate).Values().ShouldBe([0.3, 0.4, -0.8, 0.6], tolerance: 1e-9);
    }

    [Theory]
    [InlineData(Mode.Train, true)]
    [InlineData(Mode.Probe, false)]
    [InlineData(Mode.Evaluate, false)]
    public void U_changes_only_in_training_and_all_modes_give_the_same_weight(Mode mode, bool moves)
    {
        var norm = Begun(0.6, 0.8);
        var seen = norm.Forward(Weight, new Pass(mode)).Values();
        U(norm).SequenceEqual([0.6, 0.8]).ShouldBe(!moves);
        Begun(0.6, 0.8).Forward(Weight, new Pass(Mode.Train)).Values().ShouldBe(seen);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, 0.5)]
    [InlineData(true, 2.0)]
    public void A_kept_weight_gives_the_same_bits_and_only_evaluations_use_it(bool isSpectral, double? equalized)
    {
        var layer = new Linear(6, 5) { IsSpectral = isSpectral, Equalized = equalized };
        layer.Initialize(new NormalInit(), new RandomStream("init", 1));
        var x = new RandomStream("x", 1).Normal([3, 6]);
        var before = layer.Forward(x, Pass.Evaluate).Values();
        using (new TensorScope())
            layer.KeepEvaluatedWeight();
        layer.Forward(x, Pass.Evaluate).Values().ShouldBe(before);
        layer.Weight.Fill(1);
        layer.Forward(x, Pass.Evaluate).Values().ShouldBe(before);
        layer.Forward(x, new Pass(Mode.Probe)).Values().ShouldNotBe(before);
    }

    /// <summary>
    /// With u and v fixed, Σ W² / σ has the gradient 2W / σ - Σ W² / σ² · uvᵀ. As W = 10 uvᵀ and σ = 10, it is 2uvᵀ -
    /// uvᵀ.
    /// </summary>
    [Fact]
    public void Gradients_flow_through_the_weight_and_its_norm()
    {
        var weight = Tensor.From([6.0, 0, 8, 0], [2, 2], DType.F64).Track();
        var loss = (Begun(0.6, 0.8).Forward(weight, new Pass(Mode.Train)) * weight).Sum();
        Grad.Of(loss, [weight])[0].Values().ShouldBe([0.6, 0, 0.8, 0], tolerance: 1e-10);
    }

    [Fact]
    public void A_filter_is_treated_as_a_matrix_with_a_row_for_each_output()
    {
        var norm = Begun(0.6, 0.8);
        var matrix = norm.Forward(Weight, Pass.Evaluate).Values();
        var kernel = norm.Forward(Weight.Reshape([2, 1, 1, 2]), Pass.Evaluate);
        (kernel.Shape, kernel.Values()).ShouldSatisfyAllConditions(
            result => result.Item1.ShouldBe([2, 1, 1, 2]),
            result => result.Item2.ShouldBe(matrix));
    }

    private static SpectralNorm Begun(params double[] u)
    {
        var norm = new SpectralNorm(u.Length, DType.F64);
        InPlace.Copy(norm.NamedBuffers.Single().Tensor, Tensor.From(u, [u.Length, 1], DType.F64));
        return norm;
    }

    private static double[] U(SpectralNorm norm) => norm.NamedBuffers.Single().Tensor.Values();

    private static (double X, double Y) Unit(double x, double y) =>
        (x / Math.Sqrt(x * x + y * y), y / Math.Sqrt(x * x + y * y));
}
