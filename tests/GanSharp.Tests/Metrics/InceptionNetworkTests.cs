using System.Text;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Metrics.Features;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

/// <summary>
/// Compares with PyTorch: see <c>Fixtures/make_inception.py</c>, whose weights and images are computed here again.
/// </summary>
[Trait("Duration", "long")]
public sealed class InceptionNetworkTests : IDisposable
{
    private static readonly Lazy<Fixture> Expected = new(() => Fixtures.Load<Fixture>("inception.json"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Features_and_logits_are_those_of_PyTorch()
    {
        var network = FeatureNetworks.Load(Write()).ShouldBeOfType<InceptionNetwork>();
        (network.Name, network.Size).ShouldBe(("narrow", 128));
        foreach (var expected in Expected.Value.Cases)
        {
            var set = network.Of(expected.Images());
            set.Vectors.Shape.ShouldBe([expected.Shape[0], 128]);
            set.Logits!.Shape.ShouldBe([expected.Shape[0], 10]);
            set.Vectors.Values()
                .ShouldBeWithin(
                    expected.Features, 1e-5 * expected.Features.Max(Math.Abs), $"features of {expected.Name}");
            set.Logits.Values()
                .ShouldBeWithin(expected.Logits, 1e-5 * expected.Logits.Max(Math.Abs), $"logits of {expected.Name}");
        }
    }

    [Fact]
    public void Images_keep_the_classes_of_their_data()
    {
        var network = InceptionNetwork.Load(Write());
        network.ClassNames.ShouldBeEmpty();
        var images = Expected.Value.Cases[0].Images();
        network
            .Of(new ImageDataset("grey", images.Images, images.ImageShape, [2, 1], ["a", "b", "c"]))
            .Labels.ShouldBe([2, 1]);
        Should.Throw<OperationCanceledException>(() => network.Of(images, cancellation: new CancellationToken(true)));
    }

    [Theory]
    [InlineData(
        "Mixed_6c.branch7x7_2.conv.weight", null,
        "lacks Mixed_6c.branch7x7_2.conv.weight; export all tensors of the network")]
    [InlineData(
        "Mixed_5b.branch_pool.bn.running_var", null,
        "lacks Mixed_5b.branch_pool.bn.running_var; export all tensors of the network")]
    [InlineData("Mixed_5b.branch1x1.bn.bias", new[] { 5 }, "Mixed_5b.branch1x1.bn.bias is (5), where (4) is needed")]
    [InlineData("Mixed_6c.branch7x7_2.conv.weight", new[] { 10, 10, 7, 1 },
        "Mixed_6c.branch7x7_2.conv.weight is (10, 10, 7, 1), where windows of 1×7 are needed")]
    [InlineData("Mixed_5b.branch1x1.conv.weight", new[] { 4, 11, 1, 1 },
        "[conv2d] input (1, 12, 7, 7) has 12 channels, weight (4, 11, 1, 1) takes 11")]
    [InlineData("fc.bias", new[] { 9 }, "fc.weight is (10, 128) and fc.bias (9), which do not fit each other")]
    [InlineData("fc.bias", new[] { 2, 5 }, "fc.bias is (2, 5), where 1 axes are needed")]
    public void A_file_that_does_not_fit_is_refused_with_the_reason(string name, int[]? shape, string reason)
    {
        var path = Write(tensors =>
        {
            tensors.Remove(name);
            if (shape is not null)
                tensors[name] = Tensor.Ones(Shape.Create(shape));
        });
        Should
            .Throw<GanSharpException>(() => FeatureNetworks.Load(path))
            .Message.ShouldBe($"{path}: not the Inception-v3 network of the FID: {reason}");
    }

    [Fact]
    public void Folded_weights_must_be_finite()
    {
        var path = Write(tensors => tensors["Mixed_7a.branch3x3_2.bn.running_var"].AsSpan<float>()[3] = -1);
        Should.Throw<GanSharpException>(() => FeatureNetworks.Load(path)).Message.ShouldEndWith(
            "Mixed_7a.branch3x3_2 and the batch norm behind it hold numbers that are not finite");
    }

    [Theory]
    [InlineData("Mixed_7a.branch3x3_2.conv.weight")]
    [InlineData("fc.bias")]
    public void Numbers_in_the_file_must_be_finite(string name)
    {
        var path = Write(tensors => tensors[name].AsSpan<float>()[0] = float.NegativeInfinity);
        Should
            .Throw<GanSharpException>(() => FeatureNetworks.Load(path))
            .Message.ShouldStartWith($"{path}: infinity in {name}; ");
        Should
            .Throw<GanSharpException>(() => InceptionNetwork.Load(path))
            .Message.ShouldStartWith($"{path}: infinity in {name}; ");
    }

    /// <summary>Writes the network of the fixture, with a tensor that only training needs.</summary>
    private string Write(Action<Dictionary<string, Tensor>>? change = null)
    {
        using var scope = new TensorScope();
        var tensors = Expected.Value.Tensors.ToDictionary(
            pair => pair.Key,
            pair => ValueOf(pair.Key, Shape.Create(pair.Value)));
        tensors["AuxLogits.conv0.conv.weight"] = Tensor.Ones([1]);
        change?.Invoke(tensors);
        SafeTensors.Save(_folder["narrow.safetensors"], tensors);
        return _folder["narrow.safetensors"];
    }

    private static Tensor ValueOf(string name, Shape shape)
    {
        var taps = shape.Rank > 1 ? shape.Size / shape[0] : 0;
        return Tensor.From(Uniform(name, shape.Size).Select(u => (float)(
            name.EndsWith("bn.weight", StringComparison.Ordinal)
            || name.EndsWith("running_var", StringComparison.Ordinal)
                ? 0.5 + u
            : taps == 0 ? 0.2 * (u - 0.5)
            : (u - 0.5) * Math.Sqrt(24.0 / taps))).ToArray(), shape);
    }

    private static IEnumerable<double> Uniform(string name, int count)
    {
        var start = Crc32.Append(0, Encoding.UTF8.GetBytes(name));
        for (var i = 0u; i < count; i++)
        {
            var x = start + i;
            x = (x ^ (x >> 16)) * 0x7FEB352D;
            x = (x ^ (x >> 15)) * 0x846CA68B;
            yield return (x ^ (x >> 16)) / 4294967296.0;
        }
    }

    private sealed record Fixture(Dictionary<string, int[]> Tensors, Case[] Cases);

    private sealed record Case(string Name, int[] Shape, double[] Features, double[] Logits)
    {
        public ImageDataset Images()
        {
            var (channels, height, width) = (Shape[1], Shape[2], Shape[3]);
            var bytes = Uniform(Name, Shape[0] * channels * height * width).Select((u, place) =>
            {
                var (x, y, k, i) = (
                    place % width, place / width % height, place / width / height % channels,
                    place / width / height / channels);
                return (byte)((int)(u * 64) + (7 * y * (k + 1) + 5 * x * (i + 1)) % 192);
            });
            return new(Name, [.. bytes], new(channels, height, width));
        }
    }
}
