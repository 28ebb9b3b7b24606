namespace GanSharp.Tensors.Tests.Ops;

/// <summary>
/// Subnormal numbers make a step up to a hundred times as slow, for example where a discriminator has become too sure.
/// </summary>
public class SubnormalTests
{
    [Theory]
    [InlineData("sigmoid")]
    [InlineData("softplus")]
    public void Activations_fade_to_zero(string name)
    {
        float[] x = [.. Enumerable.Range(0, 500).Select(i => -80 - 0.05f * i)];
        var input = Tensor.From(x, [x.Length]);
        var y = (name == "sigmoid" ? TensorOps.Sigmoid(input) : TensorOps.Softplus(input)).ToArray<float>();
        y.Count(float.IsSubnormal).ShouldBe(0);
        y.Count(value => value > 0).ShouldBe(x.Count(value => value >= -87.33f));
    }

    [Fact]
    public void Averages_of_optimisers_fade_to_zero()
    {
        Check((p, g, m, s, i) => InPlace.Adam(p, g, m, s, new(i, 1e-3, 0.5, 0.9, 1e-8)));
        Check((p, g, _, s, _) => InPlace.RmsProp(p, g, s, new(1e-3, 0.9, 1e-8)));
        Check((p, g, m, _, _) => InPlace.Sgd(p, g, m, new(1e-3, 0.5)));

        static void Check(Action<Tensor, Tensor, Tensor, Tensor, int> step)
        {
            var p = Tensor.Zeros([16]);
            var m = Tensor.Zeros([16]);
            var s = Tensor.Zeros([16]);
            for (var i = 1; i <= 1000; i++)
            {
                var g = Tensor.Full([16], i == 1 ? 1 : 1e-20);
                step(p, g, m, s, i);
                float[] averages = [.. m.ToArray<float>(), .. s.ToArray<float>()];
                averages.Count(float.IsSubnormal).ShouldBe(0, $"step {i}");
            }
        }
    }
}
