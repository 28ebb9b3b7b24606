using GanSharp.Export;
using GanSharp.IO.Onnx;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Onnx.Tests;

/// <summary>The two networks of a recipe, with weights and running statistics as after a training.</summary>
internal sealed class Subject
{
    private static readonly string[] Classes = ["zero", "one", "two"];

    public Subject(Recipe recipe)
    {
        Recipe = recipe;
        var image = Tiny.ImageFor(recipe);
        var model = new GanModel(recipe, new NetworkContext(image, Classes.Length));
        var stream = new RandomStream("weights", 1);
        foreach (var network in (Module[])[model.Generator, model.Discriminator])
        {
            network.Initialize(recipe.Init, stream);
            Disturb(network, stream);
        }
        Generator = new(model.Generator, model.Latent, image, model.Range, model.IsConditional ? Classes : []);
        Discriminator = new(model.Discriminator, image, model.Range, Classes);
    }

    public Recipe Recipe { get; }

    public Sampler Generator { get; }

    public TrainedDiscriminator Discriminator { get; }

    /// <summary>Exports a network.</summary>
    public byte[] Export(bool discriminator, OnnxOptions? options = null)
    {
        using var stream = new MemoryStream();
        if (discriminator)
            OnnxExport.Write(Discriminator, stream, options);
        else
            OnnxExport.Write(Generator, stream, options);
        return stream.ToArray();
    }

    /// <summary>Exports a network and reads the file.</summary>
    public ModelProto Model(bool discriminator, OnnxOptions? options = null) =>
        ModelProto.Parser.ParseFrom(Export(discriminator, options));

    /// <summary>Requires that ONNX Runtime computes the same, relative to the largest number above 1.</summary>
    public void ShouldMatch(bool discriminator, OnnxOptions? options, double tolerance)
    {
        using var run = new OnnxRun(Export(discriminator, options));
        foreach (var (input, labels) in Batches(discriminator))
        {
            var results = run.Compute(discriminator ? "images" : "noise", input, labels);
            foreach (var (name, expected) in Compute(discriminator, input, labels))
                Compare(results, name, expected, tolerance);
        }
    }

    /// <summary>
    /// Rounds all weights to half precision, and returns the largest change of a result for the inputs of
    /// <see cref="ShouldMatch"/>, relative to the largest number above 1.
    /// </summary>
    public double RoundWeights(bool discriminator)
    {
        var before = Results().ToArray();
        foreach (var network in (Module[])[Generator.Generator, Discriminator.Network])
        {
            foreach (var (_, tensor) in network.State)
                tensor.CopyFrom<float>(Array.ConvertAll(tensor.ToArray<float>(), value => (float)(Half)value));
        }
        return before.Zip(Results()).Max(pair =>
            (pair.First - pair.Second).ToArray<float>().Max(Math.Abs)
            / Math.Max(1, pair.First.ToArray<float>().Max(Math.Abs)));

        IEnumerable<Tensor> Results() => Batches(discriminator)
            .SelectMany(batch => Compute(discriminator, batch.Input, batch.Labels)).Select(result => result.Tensor);
    }

    /// <summary>One image, and many: noise or images, and their classes.</summary>
    private IEnumerable<(Tensor Input, int[] Labels)> Batches(bool discriminator)
    {
        var stream = new RandomStream("inputs", 1);
        foreach (var batch in (int[])[1, 37])
        {
            int[] labels = [.. stream.Integers(batch, Classes.Length).Select(label => (int)label)];
            yield return (Input(discriminator, batch, stream), labels);
        }
    }

    private Tensor Input(bool discriminator, int batch, RandomStream stream) => discriminator
        ? stream.Normal([batch, Discriminator.Image.Channels, Discriminator.Image.Height, Discriminator.Image.Width])
        : Generator.Latent.Draw(batch, stream);

    private IEnumerable<(string Name, Tensor Tensor)> Compute(bool discriminator, Tensor input, int[] labels) =>
        discriminator ? Heads(Discriminator.Network, input, labels)
        : [("images", Generator.Generate(input, Generator.IsConditional ? labels : null))];

    public static void Compare(
        Dictionary<string, (int[] Shape, float[] Values)> results, string name, Tensor expected, double tolerance)
    {
        var (shape, values) = results[name];
        shape.ShouldBe(expected.Shape.Extents.ToArray());
        var ours = expected.ToArray<float>();
        var scale = Math.Max(1, ours.Max(Math.Abs));
        for (var i = 0; i < ours.Length; i++)
            Math.Abs(values[i] - ours[i]).ShouldBeLessThanOrEqualTo((float)(tolerance * scale), $"{name}[{i}]");
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Heads(Discriminator network, Tensor x, int[] labels)
    {
        var output = network.ForwardHeads(x, new Pass(Mode.Evaluate, labels));
        if (network.Parts.HasFlag(DiscriminatorHeads.Score))
            yield return ("score", output.Score);
        if (network.Parts.HasFlag(DiscriminatorHeads.Classes))
            yield return ("class_logits", output.ClassLogits);
        if (network.Parts.HasFlag(DiscriminatorHeads.Codes))
            yield return ("code_estimates", output.CodeEstimates);
        if (network.Parts.HasFlag(DiscriminatorHeads.Reconstruction))
            yield return ("reconstruction", output.Reconstruction);
    }

    /// <summary>Moves what starts at 0 or 1: scales, shifts, biases, strengths and running statistics.</summary>
    public static void Disturb(Module network, RandomStream stream)
    {
        foreach (var (name, tensor) in network.State)
        {
            var kind = name[(name.LastIndexOf('.') + 1)..];
            if (kind == "running-variance")
                InPlace.Copy(tensor, stream.Uniform(tensor.Shape, 0.5, 2));
            else if (kind is "gamma" or "beta" or "bias" or "strength" or "running-mean" or "mean")
                InPlace.Add(tensor, stream.Normal(tensor.Shape) * 0.2);
        }
    }
}
