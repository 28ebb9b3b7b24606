using GanSharp.Tensors;
using GanSharp.Training.Health;

namespace GanSharp.Tests.Training.Health;

public class PixelDistancesTests
{
    private static readonly Tensor X = Tensor.From([0f, 0, 3, 4, 6, 8], [3, 2]), Y = Tensor.From([0f, 1, 3, 0], [2, 2]);

    [Fact]
    public void Distances_between_all_pairs_are_computed() =>
        PixelDistances.Between(X, Y).Values().ShouldBe([1, 3, Math.Sqrt(18), 4, Math.Sqrt(85), Math.Sqrt(73)], 1e-5);

    [Fact]
    public void The_mean_is_over_pairs_of_different_images_of_the_same_label()
    {
        var among = PixelDistances.Between(X, X);
        PixelDistances.MeanOfPairs(among)!.Value.ShouldBe((5 + 5 + 10) / 3d, 1e-5);
        PixelDistances.MeanOfPairs(among, [7, 2, 7])!.Value.ShouldBe(10, 1e-5);
        PixelDistances.MeanOfPairs(among, [1, 2, 3]).ShouldBeNull();
    }

    [Fact]
    public void Rows_differ_if_any_two_of_the_same_label_do()
    {
        var x = Tensor.From([1f, 2, 1, 2, 3, 4], [3, 2]);
        PixelDistances.Differ(x).ShouldBeTrue();
        PixelDistances.Differ(x.Slice(0, 0, 2)).ShouldBeFalse();
        PixelDistances.Differ(x, [0, 0, 1]).ShouldBeFalse();
        PixelDistances.Differ(x, [0, 1, 0]).ShouldBeTrue();
    }

    [Fact]
    public void The_nearest_columns_are_found() =>
        PixelDistances.NearestColumns(PixelDistances.Between(X, Y)).ShouldBe([0, 1, 1]);
}
