using GanSharp.Metrics;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

public class FrechetDistanceTests
{
    private const double Angle = 0.7;

    [Fact]
    public void The_distance_of_diagonal_gaussians_has_the_closed_form() =>
        FrechetDistance.Between(Diagonal([1, 2, 3], [1, 4, 9]), Diagonal([0, 2, 5], [4, 4, 1]))
            .ShouldBe(1 + 0 + 4 + Math.Pow(1 - 2, 2) + 0 + Math.Pow(3 - 1, 2), 1e-12);

    [Fact]
    public void A_rotation_does_not_change_the_distance()
    {
        var rotation = Tensor.From(
            [Math.Cos(Angle), -Math.Sin(Angle), Math.Sin(Angle), Math.Cos(Angle)], [2, 2], DType.F64);
        var (a, b) = (Diagonal([1, 2], [1, 4]), Diagonal([-1, 0], [9, 0.25]));

        FrechetDistance.Between(Rotated(a), Rotated(b)).ShouldBe(FrechetDistance.Between(a, b), 1e-12);

        Gaussian Rotated(Gaussian g) =>
            new(
                rotation.MatMul(g.Mean.Reshape([2, 1])).Reshape([2]),
                rotation.MatMul(g.Covariance).MatMul(rotation, transposeB: true));
    }

    [Fact]
    public void The_distance_of_gaussians_with_different_axes_has_the_closed_form()
    {
        // tr (A B)^½ = √(tr AB + 2 √det AB) for 2×2.
        var a = Tensor.From([3d, 1, 1, 2], [2, 2], DType.F64);
        var b = Tensor.From([1d, -0.5, -0.5, 4], [2, 2], DType.F64);
        var expected = 5 + 5 - 2 * Math.Sqrt(3 - 0.5 - 0.5 + 8 + 2 * Math.Sqrt((3 * 2 - 1) * (1 * 4 - 0.25)));

        FrechetDistance
            .Between(new Gaussian(Tensor.Zeros([2], DType.F64), a), new Gaussian(Tensor.Zeros([2], DType.F64), b))
            .ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void The_moments_are_those_of_the_vectors()
    {
        var gaussian = Gaussian.Of(Vectors.Unit(4) * 3 + 2);

        gaussian.Mean.Values().ShouldBeNear([2, 2, 2, 2], 1e-12, "mean");
        gaussian.Covariance.Values().ShouldBeNear((9 * Identity(4)).Values(), 1e-12, "covariance");
    }

    [Fact]
    public void Repetitions_count_as_vectors()
    {
        var vectors = Vectors.Normal(5, 3);
        var (counted, repeated) = (
            Gaussian.Of(vectors, [2, 0, 1, 3, 1]), Gaussian.Of(vectors.Embedding([0, 0, 2, 3, 3, 3, 4])));

        counted.Mean.Values().ShouldBeNear(repeated.Mean.Values(), 1e-12, "mean");
        counted.Covariance.Values().ShouldBeNear(repeated.Covariance.Values(), 1e-12, "covariance");
    }

    [Fact]
    public void The_distance_of_a_set_from_itself_is_0()
    {
        var vectors = Vectors.Normal(300, 20);
        FrechetDistance.Between(vectors, vectors).ShouldBeInRange(0, 1e-6);
    }

    [Fact]
    public void The_distance_of_the_halves_of_a_set_falls_with_their_size()
    {
        double[] distances = [.. new[] { 200, 2000, 20_000 }.Select(count =>
        {
            var vectors = Vectors.Normal(count, 8);
            return FrechetDistance.Between(vectors.Where(i => i % 2 == 0), vectors.Where(i => i % 2 == 1));
        })];

        distances.ShouldAllBe(distance => distance > 0);
        distances.ShouldBe(distances.OrderDescending());
        distances[^1].ShouldBeLessThan(0.02);
    }

    [Fact]
    public void Fewer_vectors_than_features_have_a_distance()
    {
        var (few, others) = (Vectors.Normal(10, 40), Vectors.Normal(12, 40, seed: 2));

        FrechetDistance.Between(few, few).ShouldBeInRange(0, 1e-5);
        FrechetDistance.Between(few + 1, few).ShouldBe(40, 1e-4);
        FrechetDistance.Between(few, others).ShouldBe(FrechetDistance.Between(others, few), 1e-5);
    }

    [Fact]
    public void A_gaussian_can_be_compared_in_several_scopes()
    {
        var (a, b) = (Diagonal([0], [1]), Diagonal([2], [1]));
        using (new TensorScope())
            FrechetDistance.Between(a, b).ShouldBe(4, 1e-12);
        using (new TensorScope())
            FrechetDistance.Between(a, b).ShouldBe(4, 1e-12);
    }

    [Fact]
    public void Vectors_that_cannot_be_compared_are_refused_with_the_reason()
    {
        Should.Throw<GanSharpException>(() => Gaussian.Of(Vectors.Normal(1, 3))).Message
            .ShouldBe("vectors of shape (1, 3) have no covariance; it takes (N, D) with N at least 2");
        Should
            .Throw<GanSharpException>(() => FrechetDistance.Between(Vectors.Normal(5, 3), Vectors.Normal(5, 4)))
            .Message.ShouldBe("distributions of 4 and of 3 features cannot be compared");
    }

    private static Tensor Identity(int size) => Tensor.OneHot([.. Enumerable.Range(0, size)], size, DType.F64);

    private static Gaussian Diagonal(double[] mean, double[] variances) => new(
        Tensor.From(mean, [mean.Length], DType.F64),
        Identity(mean.Length) * Tensor.From(variances, [mean.Length, 1], DType.F64));
}
