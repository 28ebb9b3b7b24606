using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Tests.Sampling;

public class LatentDirectionsTests
{
    // Its columns are orthogonal, of lengths 1, 3 and 2, so the directions are the axes, the second first.
    private static readonly float[] Weight = [0, 3, 0, 1, 0, 0, 0, 0, -2, 0, 0, 0];

    [Theory]
    [InlineData("linear")]
    [InlineData("joined labels")]
    [InlineData("deconv")]
    [InlineData("conv")]
    [InlineData("residual")]
    public void Directions_are_the_eigenvectors_of_the_first_weight(string kind)
    {
        var directions = LatentDirections.Of(Sampler(kind));
        directions.Select(direction => direction.Eigenvalue).ShouldBe([9, 4, 1], tolerance: 1e-9);
        directions.Select(direction => direction.Share).ShouldBe([9 / 14.0, 4 / 14.0, 1 / 14.0], tolerance: 1e-9);
        directions.SelectMany(direction => direction.Vector).ShouldBe([0, 1, 0, 0, 0, 1, 1, 0, 0], tolerance: 1e-9);
    }

    [Fact]
    public void Codes_are_left_out()
    {
        var directions = LatentDirections.Of(
            Sampler("linear", new Latent([(2, new NormalNoise()), (1, new UniformNoise(0, 1))])));
        directions.Select(direction => direction.Eigenvalue).ShouldBe([9, 1], tolerance: 1e-9);
        directions[0].Vector.ShouldBe([0, 1], tolerance: 1e-9);
    }

    [Fact]
    public void A_row_moves_the_noise_along_its_direction()
    {
        var latent = new Latent(3, new UniformNoise(0, 1));
        var sampler = new Sampler(new Echo(), latent, new(1, 1, 3), PixelRange.Unit, []);
        LatentDirection[] directions = [new(1, 1, [0, 1, 0]), new(1, 1, [0, 0, -1])];
        var start = latent.Draw(1, new RandomStream("latent", 4)).ToArray<float>();
        var samples = LatentDirections.Draw(sampler, directions, 3, 0.3, null, seed: 4);
        (samples.Count, samples.Columns).ShouldBe((6, 3));
        var reach = 0.3 / Math.Sqrt(12);
        for (var i = 0; i < 6; i++)
        {
            var moved = Array.ConvertAll(start, number => (double)number);
            moved[i < 3 ? 1 : 2] += (i % 3 - 1) * reach * (i < 3 ? 1 : -1);
            samples.Pixels.AsSpan(3 * i, 3).ToArray().Zip(moved).ShouldAllBe(
                pair => Math.Abs(pair.First - Math.Clamp(pair.Second * 255, 0, 255)) < 0.51);
        }
    }

    [Fact]
    public void Directions_of_styles_are_the_eigenvectors_of_the_weights_of_all_style_layers()
    {
        var (first, second) = (new StyleConv(4, 4, 1, style: 3), new StyleConv(4, 1, 1, style: 3));
        foreach (var layer in (StyleConv[])[first, second])
        {
            var weight = layer.NamedParameters.Single(parameter => parameter.Name == "style.weight").Tensor;
            InPlace.Copy(weight, Tensor.From(Weight, weight.Shape));
        }
        var sampler = Styled(
            new(1, 1, 4), ("constant", new LearnedConstant([4, 1, 4])), ("style-conv", first), ("style-conv", second));
        var directions = LatentDirections.Of(sampler);
        directions.Select(direction => direction.Eigenvalue).ShouldBe([18, 8, 2], tolerance: 1e-9);
        directions[0].Vector.ShouldBe([0, 1, 0], tolerance: 1e-9);
    }

    [Fact]
    public void A_row_moves_the_styles_along_its_direction_by_their_deviation()
    {
        var sampler = Styled(new(1, 1, 3), ("echo", new StyleEcho()));
        var start = sampler.Latent.Draw(1, new RandomStream("latent", 4)).ToArray<float>();
        var samples = LatentDirections.Draw(sampler, [new(1, 1, [0, -1, 0])], 3, strength: 0.5, null, seed: 4);
        (samples.Count, samples.Columns).ShouldBe((3, 3));
        for (var i = 0; i < 3; i++)
        {
            var moved = Array.ConvertAll(start, number => (double)number);
            moved[1] -= (i - 1) * 0.5 / Math.Sqrt(12); // the styles are the noise, uniform in [0, 1)
            samples.Pixels.AsSpan(3 * i, 3).ToArray().Zip(moved).ShouldAllBe(
                pair => Math.Abs(pair.First - Math.Clamp(pair.Second * 255, 0, 255)) < 3);
        }
    }

    /// <summary>A generator whose styles are its noise.</summary>
    private static Sampler Styled(ImageShape image, params (string, Module)[] layers) => new(
        new Sequential([("mapping", new StyleMapping(new Activation(x => x), 3)), .. layers]),
        new Latent(3, new UniformNoise(0, 1)), image, PixelRange.Unit, []);

    private sealed class StyleEcho : Module
    {
        public override Tensor Forward(Tensor x, Pass pass) => pass.Style!.At(1).Reshape([x.Shape[0], 1, 1, 3]);

        public override Shape OutputShape(Shape input) => [1, 1, 3];
    }

    [Fact]
    public void Generators_without_directions_are_refused()
    {
        Refused(Sampler("linear", new Latent(3, new CategoricalNoise())), "has no directions");
        Refused(new(new Echo(), new Latent(3), new(1, 1, 3), PixelRange.Unit, []), "no layer with a weight");
        Refused(Sampler("linear", new Latent(4)), "no layer with a weight");

        static void Refused(Sampler sampler, string message) =>
            Should.Throw<GanSharpException>(() => LatentDirections.Of(sampler)).Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("1 normal")]
    [InlineData("1 truncated-normal 0.7")]
    [InlineData("1 truncated-normal 2")]
    [InlineData("1 uniform -3 1")]
    public void The_deviation_is_that_of_drawn_noise(string text)
    {
        var numbers = Latent.Parse(text).Draw(200_000, new RandomStream("noise", 1)).ToArray<float>();
        var mean = numbers.Average();
        Latent.Parse(text).Parts[0].Noise.Deviation!.Value.ShouldBe(
            Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean))), tolerance: 0.01);
    }

    private static Sampler Sampler(string kind, Latent? latent = null)
    {
        (string, Module)[] layers = kind switch
        {
            "linear" => [("linear", Filled(new Linear(3, 4), Weight))],
            "joined labels" =>
                [("concat-labels", new ConcatLabels(2)), ("linear", Filled(new Linear(5, 4), WithLabels()))],
            "deconv" =>
                [("reshape", new Reshape([3, 1, 1])), ("deconv", Filled(new ConvTranspose2d(3, 1, new(2)), Swapped()))],
            "conv" => [("reshape", new Reshape([3, 1, 1])), ("conv", Filled(new Conv2d(3, 4, new(1)), Weight))],
            _ => [("residual", new Residual(Filled(new Linear(3, 4), Weight), [3]))],
        };
        return new(new Sequential(layers), latent ?? new Latent(3), new(1, 1, 4), PixelRange.Unit, []);
    }

    private static T Filled<T>(T layer, float[] weight) where T : WeightedLayer
    {
        InPlace.Copy(layer.Weight, Tensor.From(weight, layer.Weight.Shape));
        return layer;
    }

    private static float[] WithLabels() => [.. Weight.Chunk(3).SelectMany(row => (float[])[.. row, 7, 8])];

    private static float[] Swapped() =>
        [.. Enumerable.Range(0, 12).Select(i => Weight[i % 4 * 3 + i / 4])];

    private sealed class Echo : Module
    {
        public override Tensor Forward(Tensor x, Pass pass) => x.Reshape([x.Shape[0], 1, 1, 3]);

        public override Shape OutputShape(Shape input) => [1, 1, 3];
    }
}
