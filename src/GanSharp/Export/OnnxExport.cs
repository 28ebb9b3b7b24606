using GanSharp.IO;
using GanSharp.IO.Onnx;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Sampling;
using GanSharp.Tensors;
using Google.Protobuf;

namespace GanSharp.Export;

/// <summary>
/// Writes networks as ONNX files, which many programs run: ONNX Runtime on servers, phones and in browsers, and
/// compilers for other devices. The files have operator set 17. The size of the batch is free.
/// </summary>
/// <remarks>
/// The network is traced: it computes two small batches, and each operation that depends on the input becomes nodes. So
/// networks written in C# can be exported too, if they consist of the operations of <see cref="TensorOps"/>. Everything
/// that does not depend on the input, such as spectral norm or the fixed noise of pixels, becomes a constant. The same
/// network gives the same bytes.
/// </remarks>
/// <example><code>
/// OnnxExport.Save("digits.onnx", GeneratorFile.Load("runs/0007-cgan/generator.safetensors"));
/// </code></example>
public static class OnnxExport
{
    /// <summary>The generator's input, shape (batch, latent size).</summary>
    public const string Noise = "noise";

    /// <summary>The input with the class of each sample, shape (batch), 64-bit integers.</summary>
    public const string Labels = "labels";

    /// <summary>The generator's output and the discriminator's input, shape (batch, channels, height, width).</summary>
    public const string Images = "images";

    /// <summary>Writes a generator. The file appears whole or not at all.</summary>
    /// <inheritdoc cref="Write(Sampler, Stream, OnnxOptions)"/>
    /// <param name="path">The file.</param>
    /// <param name="generator">The generator, with its truncation.</param>
    /// <param name="options">How to export it; the defaults by default.</param>
    public static void Save(string path, Sampler generator, OnnxOptions? options = null) =>
        Save(path, Model(generator, options ?? new()));

    /// <summary>
    /// Writes a generator: from <c>noise</c>, and <c>labels</c> if it is conditional, to <c>images</c>.
    /// </summary>
    /// <param name="generator">The generator, with its truncation.</param>
    /// <param name="stream">Receives the file.</param>
    /// <param name="options">How to export it; the defaults by default.</param>
    /// <exception cref="GanSharpException">
    /// An operation has no counterpart in ONNX, or the file cannot be written.
    /// </exception>
    public static void Write(Sampler generator, Stream stream, OnnxOptions? options = null) =>
        Model(generator, options ?? new()).WriteTo(stream);

    /// <summary>Writes a discriminator. The file appears whole or not at all.</summary>
    /// <inheritdoc cref="Write(TrainedDiscriminator, Stream, OnnxOptions)"/>
    /// <param name="path">The file.</param>
    /// <param name="discriminator">The discriminator.</param>
    /// <param name="options">How to export it; the defaults by default.</param>
    public static void Save(string path, TrainedDiscriminator discriminator, OnnxOptions? options = null) =>
        Save(path, Model(discriminator, options ?? new()));

    /// <summary>
    /// Writes a discriminator: from <c>images</c>, and <c>labels</c> if it reads them, to those that it has of
    /// <c>score</c>, <c>class_logits</c>, <c>code_estimates</c> and <c>reconstruction</c>.
    /// </summary>
    /// <param name="discriminator">The discriminator.</param>
    /// <param name="stream">Receives the file.</param>
    /// <param name="options">How to export it; the defaults by default.</param>
    /// <exception cref="GanSharpException">
    /// An operation has no counterpart in ONNX, or the file cannot be written.
    /// </exception>
    public static void Write(TrainedDiscriminator discriminator, Stream stream, OnnxOptions? options = null) =>
        Model(discriminator, options ?? new()).WriteTo(stream);

    private static void Save(string path, ModelProto model) => AtomicFile.Write(path, model.WriteTo);

    private static ModelProto Model(Sampler generator, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(generator);
        using var scope = new TensorScope();
        var stream = new RandomStream("traced-noise", 1);
        var traced = TracedNetwork.Of(
            count => generator.Latent.Draw(count, stream, DTypeOf(generator.Generator)), generator.ClassNames.Count,
            (noise, labels) => [(Images, generator.ForwardBatch(noise, labels))]);
        return OnnxNetwork.Of(generator.Generator, traced, "generator", Noise, options)
            .Model(OnnxMetadata.Of(generator, options));
    }

    private static ModelProto Model(TrainedDiscriminator discriminator, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(discriminator);
        using var scope = new TensorScope();
        var (network, image) = (discriminator.Network, discriminator.Image);
        var stream = new RandomStream("traced-images", 1);
        var traced = TracedNetwork.Of(
            count => stream.Normal([count, image.Channels, image.Height, image.Width], dtype: DTypeOf(network)),
            discriminator.ClassNames.Count,
            (images, labels) => HeadsOf(network, images, labels));
        return OnnxNetwork.Of(network, traced, "discriminator", Images, options)
            .Model(OnnxMetadata.Of(discriminator, options));
    }

    /// <summary>The results of all heads, with names that programs can use as identifiers.</summary>
    private static (string Name, Tensor Tensor)[] HeadsOf(Discriminator network, Tensor images, int[]? labels)
    {
        var heads = network.ForwardHeads(images, new Pass(Mode.Evaluate, labels)).All.Skip(1)
            .Select(part => (part.Name.Replace(' ', '_'), part.Tensor)).ToArray();
        return heads.Length > 0 ? heads
            : throw new GanSharpException("the discriminator has no head, so there is nothing to export");
    }

    private static DType DTypeOf(Module network) => network.Parameters is [var first, ..] ? first.DType : DType.F32;
}
