using GanSharp.Metrics;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

/// <summary>
/// Compares the figures with those of NumPy and SciPy, which <c>Fixtures/make_metrics.py</c> computed with loops and an
/// unsymmetric root.
/// </summary>
public class ScipyTests
{
    private const double Tolerance = 1e-6;

    public sealed record Case(
        double[] Samples, double[] Real, int Size, int Neighbours, double[] Mean, double[] Covariance, double Fid,
        double Kid, double InceptionScore, double Precision, double Recall, double Density, double Coverage);

    public static TheoryData<string> Names => [.. Fixtures.Load<Dictionary<string, Case>>("metrics.json").Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_figures_are_those_of_scipy(string name)
    {
        var expected = Fixtures.Load<Dictionary<string, Case>>("metrics.json")[name];
        var (samples, real) = (Vectors(expected.Samples), Vectors(expected.Real));
        var gaussian = Gaussian.Of(samples);
        var overlap = ManifoldOverlap.Between(samples, real, expected.Neighbours);

        gaussian.Mean.Values().ShouldBeNear(expected.Mean, Tolerance, "mean");
        gaussian.Covariance.Values().ShouldBeNear(expected.Covariance, Tolerance, "covariance");
        FrechetDistance.Between(samples, real).ShouldBe(expected.Fid, Tolerance * expected.Fid);
        KernelDistance.Between(samples, real).ShouldBe(expected.Kid, Tolerance * Math.Abs(expected.Kid));
        InceptionScore.Of(samples).ShouldBe(expected.InceptionScore, Tolerance);
        double[] manifolds = [overlap.Precision, overlap.Recall, overlap.Density, overlap.Coverage];
        manifolds.ShouldBeNear(
            [expected.Precision, expected.Recall, expected.Density, expected.Coverage], Tolerance, "manifolds");

        Tensor Vectors(double[] values) => Tensor.From(values, [values.Length / expected.Size, expected.Size]);
    }
}
