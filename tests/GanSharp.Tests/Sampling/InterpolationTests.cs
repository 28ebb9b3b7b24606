using GanSharp.Models;
using GanSharp.Sampling;

namespace GanSharp.Tests.Sampling;

public class InterpolationTests
{
    [Theory]
    [InlineData("50 normal")]
    [InlineData("50 uniform -1 1")]
    [InlineData("1 normal")]
    public void The_ends_are_the_vectors_that_the_latent_draws(string text)
    {
        var latent = Latent.Parse(text);
        var ends = latent.Draw(2, new RandomStream("walk", 3)).Values();
        var walk = Interpolation.Between(latent, new RandomStream("walk", 3), 5);
        walk.Shape.ShouldBe([5, latent.Size]);
        walk.Slice(0, 0, 1).Values().ShouldBe(ends[..latent.Size], tolerance: 1e-6);
        walk.Slice(0, 4, 1).Values().ShouldBe(ends[latent.Size..], tolerance: 1e-6);
    }

    [Fact]
    public void Normal_noise_keeps_its_length()
    {
        var walk = Interpolation.Between(new Latent(200), new RandomStream("walk", 1), 9).Values().Chunk(200).ToArray();
        var lengths = walk.Select(Length).ToArray();
        var (shorter, longer) = (Math.Min(lengths[0], lengths[^1]), Math.Max(lengths[0], lengths[^1]));
        lengths.ShouldAllBe(length => length >= 0.99 * shorter && length <= 1.01 * longer);
        lengths[4]
            .ShouldBeGreaterThan(
                1.3 * Length([.. walk[0].Zip(walk[^1], (a, b) => (a + b) / 2)]),
                "the straight line is shorter in the middle");

        static double Length(double[] vector) => Math.Sqrt(vector.Sum(value => value * value));
    }

    [Fact]
    public void Uniform_noise_moves_along_a_straight_line()
    {
        var walk = Interpolation
            .Between(new Latent(20, new UniformNoise(-1, 1)), new RandomStream("walk", 1), 3)
            .Values()
            .Chunk(20)
            .ToArray();
        walk[1].ShouldBe(walk[0].Zip(walk[2], (a, b) => (a + b) / 2), tolerance: 1e-6);
    }

    [Fact]
    public void A_walk_has_at_least_two_steps() =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            Interpolation.Between(new Latent(2), new RandomStream("walk", 1), 1));
}
