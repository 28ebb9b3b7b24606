using GanSharp.Models;
using GanSharp.Sampling;

namespace GanSharp.Tests.Sampling;

public class CodeWalkTests
{
    private static readonly Latent Latent = Latent.Parse(
        "2 normal + 3 categorical + 2 uniform -1 1 + 1 truncated-normal 1.5 + 1 normal");

    [Fact]
    public void Each_code_takes_its_values_while_the_rest_stays_the_same()
    {
        var start = Latent.Draw(1, new RandomStream("codes", 3)).Values();
        var walk = CodeWalk.Along(Latent, new RandomStream("codes", 3), 5);
        CodeWalk.Rows(Latent).ShouldBe(5);
        walk.Shape.ShouldBe([25, 9]);

        var rows = walk.Values().Chunk(9).Chunk(5).ToArray();

        rows[0].Select(vector => Array.IndexOf(vector, 1, 2, 3) - 2).ShouldBe([0, 1, 2, 0, 1], "categories in turn");
        (int Row, int Number, double[] Values)[] numbers =
            [
                (1, 5, [-2, -1, 0, 1, 2]), (2, 6, [-2, -1, 0, 1, 2]), (3, 7, [-1.5, -0.75, 0, 0.75, 1.5]),
                (4, 8, [-2, -1, 0, 1, 2]),
            ];
        foreach (var (row, number, values) in numbers)
        {
            rows[row].Select(vector => vector[number]).ToArray().ShouldBe(values, 1e-6);
            foreach (var vector in rows[row])
            {
                for (var i = 0; i < 9; i++)
                    (i == number || Math.Abs(vector[i] - start[i]) < 1e-6).ShouldBeTrue($"row {row}, number {i}");
            }
        }
    }

    [Fact]
    public void Noise_without_codes_has_no_walks() => CodeWalk.Rows(new Latent(5)).ShouldBe(0);
}
