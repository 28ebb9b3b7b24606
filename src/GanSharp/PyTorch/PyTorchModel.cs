using System.Text;
using GanSharp.IO;
using GanSharp.Nn;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.PyTorch;

/// <summary>A generator as a class of PyTorch, and the weights that it loads.</summary>
/// <param name="Source">
/// The Python of a class <c>Generator</c>, which turns noise (N, latent), and with classes labels (N), into images (N,
/// C, H, W).
/// </param>
/// <param name="Tensors">
/// The weights by the names of the class, for <c>load_state_dict(..., strict=True)</c>, as an evaluation uses them.
/// </param>
public sealed record PyTorchModel(string Source, IReadOnlyList<KeyValuePair<string, Tensor>> Tensors)
{
    private const string Begin = "\"\"\"A generator of GanSharp.";

    private static readonly FileKind Class = new("a class that an export wrote", Encoding.UTF8.GetBytes(Begin));

    /// <summary>Returns a generator for PyTorch.</summary>
    /// <exception cref="GanSharpException">
    /// It has a layer without a counterpart, such as those of styles, or was written in C#.
    /// </exception>
    public static PyTorchModel Of(Sampler sampler)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        if (sampler.Generator is not Sequential chain)
            throw new GanSharpException("this generator was written in C#, so only its author can write it in Python");
        using var untracked = Tape.Pause();
        var code = new PyTorchCode();
        var layers = code.Layers(chain, [sampler.Latent.Size]);
        return new(
            Text(sampler, code, layers),
            [.. PyTorchLayers.Tensors(chain).Select(entry => KeyValuePair.Create(entry.Name, entry.Tensor))]);
    }

    /// <summary>The files that <see cref="Save"/> writes: the weights, and the class beside them.</summary>
    /// <exception cref="GanSharpException">The name does not end in <c>.safetensors</c>.</exception>
    public static (string Weights, string Class) Paths(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Path.GetExtension(path) == ".safetensors" ? (path, Path.ChangeExtension(path, ".py"))
            : throw new GanSharpException($"{path}: PyTorch gets a safetensors file, so end the name in .safetensors");
    }

    /// <summary>Checks that <see cref="Save"/> would replace nothing but files of an earlier export.</summary>
    /// <exception cref="GanSharpException">It would, or the path cannot be written.</exception>
    public static void CheckReplaceable(string path)
    {
        var (weights, source) = Paths(path);
        SafeTensors.CheckReplaceable(weights, "weights for PyTorch", header => header.Metadata.Count == 0);
        Class.CheckReplaceable(source);
    }

    /// <summary>Writes the weights to a safetensors file and the class to a <c>.py</c> file beside it.</summary>
    /// <returns>The two files.</returns>
    /// <exception cref="GanSharpException">They cannot be written, or other files would be lost.</exception>
    public IReadOnlyList<string> Save(string path)
    {
        CheckReplaceable(path);
        var (weights, source) = Paths(path);
        AtomicFile.WriteTogether(
            (source, stream => stream.Write(Encoding.UTF8.GetBytes(Source))),
            (weights, stream => SafeTensors.Save(stream, Tensors)));
        return [weights, source];
    }

    private static string Text(Sampler sampler, PyTorchCode code, IReadOnlyList<string> layers)
    {
        var (low, image) = (sampler.Range == PixelRange.Unit ? 0 : -1, sampler.Image);
        var text = new StringBuilder();
        text.Append(
            $"""
            {Begin} Noise (N, {sampler.Latent.Size}): {sampler.Latent}.{(code.TakesLabels
                ? $" Labels (N), 0 to {sampler.ClassNames.Count - 1}." : "")}
            Images (N, {image.Channels}, {image.Height}, {image.Width}), pixels from {low} to 1.

            generator = Generator()
            generator.load_state_dict(safetensors.torch.load_file("FILE.safetensors"), strict=True)
            generator.eval()
            {"\"\"\""}
            import torch
            from torch import nn


            """);
        foreach (var helper in code.Helpers)
            text.Append('\n').Append(helper).Append("\n\n");
        text.Append("\nclass Generator(nn.Sequential):\n    def __init__(self):\n        super().__init__(\n");
        foreach (var layer in layers)
            text.Append("            ").Append(layer).Append(",\n");
        text.Append("        )\n");
        if (code.TakesLabels)
            text.Append(PyTorchHelpers.ForwardLabels).Append('\n');
        return text.ToString().ReplaceLineEndings("\n");
    }
}
