using GanSharp.Models;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Tests.Sampling;

public class ClosedWalkTests
{
    [Fact]
    public void A_walk_passes_its_keys_and_ends_where_it_began()
    {
        var (walk, keys) = Walk("50 normal", 3);
        for (var key = 0; key <= 3; key++)
            walk.At(1, key / 3.0).Values().ShouldBe(keys[key % 3].Slice(0, 1, 1).Values(), tolerance: 1e-5);
    }

    [Fact]
    public void A_walk_has_no_jump_where_it_closes()
    {
        var (walk, _) = Walk("50 normal", 4);
        var steps = Enumerable.Range(0, 100).Select(i => Distance(walk.At(0, i / 100.0), walk.At(0, (i + 1) / 100.0)));
        steps.Max().ShouldBeLessThan(2 * steps.Average(), "no step is much longer than the others");
    }

    [Fact]
    public void Normal_noise_keeps_its_length()
    {
        var (walk, keys) = Walk("300 normal", 3);
        var lengths = keys.Select(key => Length(key.Slice(0, 0, 1))).ToArray();
        for (var i = 0; i < 30; i++)
            Length(walk.At(0, i / 30.0)).ShouldBeInRange(0.99 * lengths.Min(), 1.01 * lengths.Max());
    }

    private static (ClosedWalk Walk, Tensor[] Keys) Walk(string text, int count)
    {
        var (latent, stream) = (Latent.Parse(text), new RandomStream("walk", 1));
        var keys = Enumerable.Range(0, count).Select(_ => latent.Draw(2, stream)).ToArray();
        return (new(latent, keys), keys);
    }

    private static double Length(Tensor vector) => Math.Sqrt(vector.Square().Sum().Item());

    private static double Distance(Tensor a, Tensor b) => Length(a - b);
}
