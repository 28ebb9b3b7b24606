using GanSharp.Data;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Training;

/// <summary>PyTorch's results for a recipe. Initial weights are in units of 1/4096.</summary>
internal sealed record ParityFixture(
    ParityCounts Whole, int[] Image, int Classes, int Batch, ParityWeights Before, ParityTurn[] Turns,
    ParityWeights[] After)
{
    private const double WeightUnit = 1d / 4096;

    public ImageShape ImageShape => new(Image[0], Image[1], Image[2]);

    public static ParityFixture Load(string recipe)
    {
        try
        {
            return Fixtures.Load<ParityFixture>($"parity/{recipe}.json");
        }
        catch (FileNotFoundException error)
        {
            throw new InvalidOperationException(
                $"{recipe} was never compared with PyTorch: add it to Fixtures/parity/gans.py and run make_parity.py",
                error);
        }
    }

    /// <summary>Gives the networks their initial weights.</summary>
    public void Begin(GanModel model)
    {
        Begin(model.Generator, Before.Generator);
        Begin(model.Discriminator, Before.Discriminator);
    }

    private static void Begin(Module network, Dictionary<string, double[]> counts)
    {
        network.State.Select(entry => entry.Name).ShouldBe(counts.Keys, ignoreOrder: true);
        foreach (var (name, tensor) in network.State)
            InPlace.Copy(tensor, Tensor.From(counts[name], tensor.Shape, tensor.DType) * WeightUnit);
    }
}

/// <summary>Trainable parameters of the networks in full width, for square images of one channel.</summary>
internal sealed record ParityCounts(int Side, int Classes, long Generator, long Discriminator);

/// <summary>Parameters and buffers by name, after some number of updates.</summary>
internal sealed record ParityWeights(
    int Turns, Dictionary<string, double[]> Generator, Dictionary<string, double[]> Discriminator);

/// <summary>
/// The inputs and results of an update. Images, noise and other numbers are in units of 1/256; masks have 1 for kept
/// elements.
/// </summary>
internal sealed record ParityTurn(
    double[] Real, double[] Noise, double[][] Uniform, double[][]? Normal, double[][]? Augment, string[] Masks,
    int[] RealLabels, int[]? DrawnLabels,
    double DiscriminatorLoss, double? GeneratorLoss, double DiscriminatorGradientNorm, double? GeneratorGradientNorm,
    double? RealScore, double? FakeScore, double LargestScore, Dictionary<string, double> Measures)
{
    public const double InputUnit = 1d / 256;

    public Batch ToBatch(int size, ImageShape image)
    {
        var batch = new Batch(size, image, RealLabels.Length > 0);
        Array.ConvertAll(Real, count => (float)(count * InputUnit)).CopyTo(batch.Pixels, 0);
        RealLabels.CopyTo(batch.Labels, 0);
        return batch;
    }
}

/// <summary>Supplies the numbers of an update's fixture, in order, instead of random ones.</summary>
internal sealed class ParityFeed(DType dtype)
{
    private readonly Queue<double[]> _uniform = [], _normal = [], _augment = [];
    private readonly Queue<string> _masks = [];
    private ParityTurn? _turn;

    public void Begin(ParityTurn turn)
    {
        _turn = turn;
        Array.ForEach(turn.Uniform, _uniform.Enqueue);
        Array.ForEach(turn.Normal ?? [], _normal.Enqueue);
        Array.ForEach(turn.Augment ?? [], _augment.Enqueue);
        Array.ForEach(turn.Masks, _masks.Enqueue);
    }

    public (Tensor Noise, int[]? Labels) Draw(int count) =>
        (Inputs(_turn!.Noise, [count, _turn.Noise.Length / count]), _turn.DrawnLabels);

    public Tensor Uniform(Shape shape) => Inputs(_uniform.Dequeue(), shape);

    public Tensor Normal(Shape shape) => Inputs(_normal.Dequeue(), shape);

    public Tensor Augment(Shape shape) => Inputs(_augment.Dequeue(), shape);

    public Tensor Dropout(Tensor x, double p, bool channels, int parts)
    {
        var mask = Array.ConvertAll(_masks.Dequeue().ToCharArray(), kept => kept == '1' ? 1 / (1 - p) : 0);
        return x
            * Tensor.From(
                mask, channels ? [.. x.Shape.Extents[..2], .. Enumerable.Repeat(1, x.Shape.Rank - 2)] : x.Shape, dtype);
    }

    public void ShouldBeUsedUp() =>
        (_uniform.Count, _normal.Count, _augment.Count, _masks.Count).ShouldBe((0, 0, 0, 0));

    private Tensor Inputs(double[] counts, Shape shape) => Tensor.From(counts, shape, dtype) * ParityTurn.InputUnit;
}
