using GanSharp.Metrics;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

public class KernelDistanceTests
{
    [Fact]
    public void The_distance_is_a_sum_over_all_pairs()
    {
        var (x, y) = (Vectors.Normal(300, 6), Vectors.Normal(270, 6, seed: 2, mean: 0.5));

        var distance = KernelDistance.Between(x, y);

        distance.ShouldBe(Mean(x, x, same: true) + Mean(y, y, same: true) - 2 * Mean(x, y, same: false), 1e-9);
    }

    [Fact]
    public void The_distance_is_0_on_average_over_splits_of_one_set()
    {
        const int Splits = 300;
        var vectors = Vectors.Normal(120, 5);
        var stream = new RandomStream("splits", 1);

        // The parts have different sizes: a biased sum would be off by the difference of their reciprocals.
        double[] distances = [.. Enumerable.Range(0, Splits).Select(_ => stream.Permutation(120)).Select(order =>
            KernelDistance.Between(vectors.Embedding(order[..30]), vectors.Embedding(order[30..])))];

        var mean = distances.Average();
        var error = Math.Sqrt(distances.Sum(distance => Math.Pow(distance - mean, 2)) / Splits / (Splits - 1));
        mean.ShouldBeInRange(-3 * error, 3 * error);
        error.ShouldBeLessThan(0.02);
        distances.ShouldContain(distance => distance < 0);
    }

    [Fact]
    public void A_vector_makes_no_pair_with_its_own_repetitions()
    {
        var x = Vectors.Normal(4, 3).ToDoubles();
        var counts = Tensor.From([2d, 0, 1, 3], [4, 1], DType.F64);

        var mean = KernelDistance.Within(x, counts, default)[0];

        mean.ShouldBe((2 * 1 * K(x, 0, x, 2) + 2 * 3 * K(x, 0, x, 3) + 1 * 3 * K(x, 2, x, 3)) / (2 + 6 + 3), 1e-12);
    }

    [Fact]
    public void Cancellation_ends_the_work() => Should.Throw<OperationCanceledException>(
        () => KernelDistance.Between(Vectors.Normal(9, 3), Vectors.Normal(9, 3), new(canceled: true)));

    private static double Mean(Tensor x, Tensor y, bool same)
    {
        var (sum, pairs) = (0d, 0);
        for (var i = 0; i < x.Shape[0]; i++)
        {
            for (var j = 0; j < y.Shape[0]; j++)
            {
                if (same && i == j)
                    continue;
                sum += K(x, i, y, j);
                pairs++;
            }
        }
        return sum / pairs;
    }

    private static double K(Tensor x, int i, Tensor y, int j)
    {
        var (a, b, size) = (x.Values(), y.Values(), x.Shape[1]);
        return Math.Pow(Enumerable.Range(0, size).Sum(d => a[i * size + d] * b[j * size + d]) / size + 1, 3);
    }
}
