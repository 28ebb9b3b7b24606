using GanSharp.Metrics;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

public class ManifoldOverlapTests
{
    private const int Many = 40;

    private static readonly Tensor TwoClusters = TensorOps.Concat([Cluster(0), Cluster(100)], 0);

    [Fact]
    public void Samples_of_one_of_two_clusters_have_full_precision_but_half_the_recall()
    {
        var overlap = ManifoldOverlap.Between(Cluster(0), TwoClusters, neighbours: 3);

        (overlap.Precision, overlap.Recall, overlap.Coverage).ShouldBe((1, 0.5, 0.5));
    }

    [Fact]
    public void Samples_that_are_half_real_have_full_recall_but_half_the_precision()
    {
        var overlap = ManifoldOverlap.Between(TwoClusters, Cluster(100), neighbours: 3);

        (overlap.Precision, overlap.Recall, overlap.Coverage).ShouldBe((0.5, 1, 1));
    }

    [Fact]
    public void Samples_far_from_all_real_images_have_no_overlap()
    {
        var overlap = ManifoldOverlap.Between(Cluster(50), TwoClusters);

        (overlap.Precision, overlap.Recall, overlap.Density, overlap.Coverage).ShouldBe((0, 0, 0, 0));
    }

    /// <summary>
    /// On a line of points 0, 1, 2, ..., a ball of radius k/2 contains its centre and k neighbours; at the ends it is
    /// larger.
    /// </summary>
    [Fact]
    public void Density_counts_the_balls_that_contain_a_sample()
    {
        var line = Tensor.From([.. Enumerable.Range(0, 9).Select(i => (double)i)], [9, 1], DType.F64);
        var sample = Tensor.From([4d, 1000], [2, 1], DType.F64);

        var overlap = ManifoldOverlap.Between(sample, line, neighbours: 2);

        overlap.Balls.ShouldBe([3, 0]);
        overlap.Density.ShouldBe(3 / 2d / 2);
        overlap.Coverage.ShouldBe(3 / 9d);
    }

    [Fact]
    public void The_radius_reaches_to_the_kth_neighbour_or_to_the_farthest()
    {
        var line = Tensor.From([0d, 1, 3, 7], [4, 1], DType.F64);

        ManifoldOverlap.SquaredRadii(line, 1, default).ShouldBe([1, 1, 4, 16]);
        ManifoldOverlap.SquaredRadii(line, 2, default).ShouldBe([9, 4, 9, 36]);
        ManifoldOverlap.SquaredRadii(line, 100, default).ShouldBe([49, 36, 16, 49]);
    }

    /// <summary>Uses more rows than one block has.</summary>
    [Fact]
    public void A_set_overlaps_completely_with_itself()
    {
        var vectors = Vectors.Normal(700, 5);
        var overlap = ManifoldOverlap.Between(vectors, vectors);

        (overlap.Precision, overlap.Recall, overlap.Coverage).ShouldBe((1, 1, 1));
        overlap.Balls.Min().ShouldBeGreaterThanOrEqualTo(1);
        overlap.Density.ShouldBe(6 / 5d, 1e-12);
    }

    [Fact]
    public void Cancellation_ends_the_work() =>
        Should.Throw<OperationCanceledException>(() =>
            ManifoldOverlap.Between(TwoClusters, TwoClusters, 5, new(canceled: true)));

    [Fact]
    public void One_vector_is_too_few() =>
        Should
            .Throw<GanSharpException>(() => ManifoldOverlap.Between(Vectors.Normal(1, 2), TwoClusters))
            .Message.ShouldContain("compare 2 or more");

    /// <summary>Points of the unit circle around (x, 0), all within reach of their neighbours.</summary>
    private static Tensor Cluster(double x) => Tensor.From(
        [
            .. Enumerable
                .Range(0, Many)
                .SelectMany(i => new[] { x + Math.Cos(2 * Math.PI * i / Many), Math.Sin(2 * Math.PI * i / Many) }),
        ],
        [Many, 2], DType.F64);
}
