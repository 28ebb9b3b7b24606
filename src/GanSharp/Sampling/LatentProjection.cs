using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Optim;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>The noise whose image is nearest to a picture.</summary>
/// <param name="Latent">The noise, shape (1, latent size).</param>
/// <param name="Label">The class of the image; null for an unconditional generator.</param>
/// <param name="Start">The mean squared pixel error of the image of the mean noise; pixels are 0 to 1.</param>
/// <param name="Error">The mean squared pixel error of the result.</param>
/// <param name="Pair">The picture, then the result.</param>
/// <param name="Way">The images on the way from the start of the search to the result.</param>
public sealed record Projection(
    Tensor Latent, int? Label, double Start, double Error, SampleSet Pair, SampleSet Way);

/// <summary>
/// A search for the noise whose image is nearest to a picture: Adam on the noise, from its mean and from the best of
/// many random vectors. The loss is the mean squared error of the pixels, plus that of each halved size.
/// </summary>
/// <remarks>
/// Zhu et al. 2016, "Generative visual manipulation on the natural image manifold", https://arxiv.org/abs/1609.03552;
/// Karras et al. 2020, https://arxiv.org/abs/1912.04958, appendix D, for the rates.
/// </remarks>
public sealed record LatentProjection
{
    private const int Draws = 256, Starts = 8, Pictures = 10, Looks = 40, SmallestSide = 4;
    private const double Rate = 0.1, RiseShare = 0.05, FallShare = 0.25;

    /// <summary>Steps of the optimiser, 1 to 100,000; 400 by default.</summary>
    public int Steps { get; init; } = 400;

    /// <summary>The class of the image; null, the default, tries all classes.</summary>
    public int? Label { get; init; }

    /// <summary>The seed of the random vectors, from the stream <c>projection</c>; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// Receives the nearest image so far, CHW, some times during the search; null, the default, for nobody.
    /// </summary>
    internal Action<byte[]>? Watch { get; init; }

    /// <summary>Searches.</summary>
    /// <param name="sampler">The generator.</param>
    /// <param name="target">The picture, CHW, of the generator's size.</param>
    /// <param name="progress">Receives the share that is done.</param>
    /// <param name="cancellation">Ends the search between two steps.</param>
    /// <exception cref="GanSharpException">The number of steps is out of range.</exception>
    public Projection Find(
        Sampler sampler, byte[] target, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentNullException.ThrowIfNull(target);
        GanSharpException.Require(Steps is >= 1 and <= 100_000, $"steps is {Steps}; it must be 1 to 100000");
        var picture = new float[target.Length];
        sampler.Range.ToFloats(target, picture);
        var image = sampler.Image;
        using var scope = new TensorScope();
        var wanted = Tensor.From(picture, [1, image.Channels, image.Height, image.Width]);
        var (noise, labels) = Candidates(sampler, wanted, cancellation);
        noise.Track();
        var way = new List<Tensor>();
        var adam = new Adam([noise], new(Rate));
        var movable = Movable(sampler.Latent);
        for (var step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step % Math.Max(1, Steps / (Pictures - 1)) == 0 && way.Count < Pictures - 1)
                way.Add(Tensor.From(noise.ToArray<float>(), noise.Shape));
            if (step % Math.Max(1, Steps / Looks) == 0)
                Watch?.Invoke(Nearest(sampler, noise, labels, wanted));
            using var temporaries = new TensorScope();
            adam.LearningRate = Rate * Pace((double)step / Steps);
            var images = sampler.Generator.Forward(noise, new Pass(Mode.Evaluate, labels));
            adam.Step([Grad.Of(Losses(images, wanted).Sum(), [noise])[0] * movable]);
            progress?.Report((step + 1.0) / Steps);
        }
        using var untracked = Tape.Pause();
        way.Add(Tensor.From(noise.ToArray<float>(), noise.Shape));
        var errors = Errors(sampler, way[^1], labels, wanted);
        var start = Errors(sampler, way[0], labels, wanted)[0];
        var best = Array.IndexOf(errors, errors.Min());
        int? label = labels?[best];
        var found = way[^1].Slice(0, best, 1);
        var row = Draw(sampler, TensorOps.Concat([.. way.Select(each => each.Slice(0, best, 1))], 0), label);
        return new(
            scope.Keep(Tensor.From(found.ToArray<float>(), found.Shape)), label, start, errors[best],
            new([.. target, .. row.Pixels[^image.Count..]], image, null, 2), row);
    }

    /// <summary>
    /// Returns the mean noise, then the random vectors with the smallest losses, and their classes.
    /// </summary>
    private (Tensor Noise, int[]? Labels) Candidates(Sampler sampler, Tensor wanted, CancellationToken cancellation)
    {
        using var untracked = Tape.Pause();
        var random = sampler.Latent.Draw(Draws, new RandomStream("projection", Seed));
        var mean = sampler.Latent.Truncate(random.Slice(0, 0, 1), 0);
        int?[] classes = !sampler.IsConditional ? [null]
            : Label is { } one ? [one]
            : [.. Enumerable.Range(0, sampler.ClassNames.Count).Select(label => (int?)label)];
        var ranked = classes
            .SelectMany(label => LossesOf(random, label).Select((loss, i) => (Loss: loss, Vector: i, Label: label)))
            .OrderBy(candidate => candidate.Loss)
            .Take(Starts - 1)
            .ToArray();
        var ofMean = classes.MinBy(label => LossesOf(mean, label)[0]);
        var noise = TensorOps.Concat([mean, random.Embedding([.. ranked.Select(candidate => candidate.Vector)])], 0);
        return (
            Tensor.From(noise.ToArray<float>(), noise.Shape),
            ofMean is { } first ? [first, .. ranked.Select(candidate => candidate.Label!.Value)] : null);

        float[] LossesOf(Tensor noise, int? label)
        {
            var labels = Sampler.SameForAll(label, noise.Shape[0]);
            return Losses(sampler.Generate(noise, labels, cancellation), wanted).ToArray<float>();
        }
    }

    /// <summary>Returns the loss of each image, shape (N).</summary>
    private static Tensor Losses(Tensor images, Tensor wanted)
    {
        var difference = images - wanted;
        var loss = difference.Square().Mean([1, 2, 3]);
        while (Math.Min(difference.Shape[2], difference.Shape[3]) >= 2 * SmallestSide)
        {
            difference = difference.AvgPool2d(2, 2);
            loss += difference.Square().Mean([1, 2, 3]);
        }
        return loss;
    }

    private static double[] Errors(Sampler sampler, Tensor noise, int[]? labels, Tensor wanted)
    {
        var scale = sampler.Range == PixelRange.SignedUnit ? 4 : 1;
        var errors = (sampler.Generate(noise, labels) - wanted).Square().Mean([1, 2, 3]).ToArray<float>();
        return Array.ConvertAll(errors, error => (double)error / scale);
    }

    /// <summary>Returns the image of the candidate with the smallest loss.</summary>
    private static byte[] Nearest(Sampler sampler, Tensor noise, int[]? labels, Tensor wanted)
    {
        using var temporaries = new TensorScope();
        using var untracked = Tape.Pause();
        var images = sampler.Generate(noise, labels);
        var losses = Losses(images, wanted).ToArray<float>();
        var pixels = new byte[sampler.Image.Count];
        sampler.Range.ToBytes(
            images.Slice(0, Array.IndexOf(losses, losses.Min()), 1).ToArray<float>(), pixels);
        return pixels;
    }

    private static SampleSet Draw(Sampler sampler, Tensor noise, int? label)
    {
        var labels = Sampler.SameForAll(label, noise.Shape[0]);
        var pixels = sampler.Pixels(
            noise.Shape[0], (start, count) => noise.Slice(0, start, count), labels, CancellationToken.None);
        return new(pixels, sampler.Image, labels, noise.Shape[0]);
    }

    /// <summary>Returns 1 for numbers that the search may change, 0 for categories; shape (1, latent size).</summary>
    private static Tensor Movable(Latent latent) => Tensor.From(
        [
            .. latent.Parts.SelectMany(part =>
                Enumerable.Repeat(part.Noise.Deviation is null ? 0f : 1f, part.Size)),
        ],
        [1, latent.Size]);

    /// <summary>Returns the share of the full rate. It rises at first, and falls along a cosine at the end.</summary>
    private static double Pace(double share) =>
        Math.Min(1, (share + 0.01) / RiseShare)
        * (0.5 - 0.5 * Math.Cos(Math.PI * Math.Min(1, (1 - share) / FallShare)));
}
