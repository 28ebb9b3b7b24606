using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Text;

namespace GanSharp.PyTorch;

/// <summary>Writes the Python that makes the modules of a network.</summary>
internal sealed class PyTorchCode
{
    private readonly SortedSet<string> _helpers = new(StringComparer.Ordinal);

    /// <summary>The classes that the modules need, besides those of PyTorch.</summary>
    public IReadOnlyCollection<string> Helpers => _helpers;

    /// <summary>Whether a module takes labels.</summary>
    public bool TakesLabels { get; private set; }

    /// <summary>Returns an expression for each layer of a chain.</summary>
    /// <exception cref="GanSharpException">A layer has no counterpart in PyTorch.</exception>
    public IReadOnlyList<string> Layers(Sequential chain, Shape input)
    {
        var lines = new List<string>();
        foreach (var (kind, layer) in chain.Kinds.Zip(chain.Layers))
        {
            lines.Add(Of(kind, layer, input));
            input = layer.OutputShape(input);
        }
        return lines;
    }

    private string Of(string kind, Module module, Shape input) => module switch
    {
        Linear linear => $"nn.Linear({linear.Weight.Shape[1]}, {linear.Weight.Shape[0]}{NoBias(linear)})",
        Conv2d conv =>
            $"nn.Conv2d({input[0]}, {conv.Weight.Shape[0]}, {Window(conv.Window)}"
            + $"{(conv.Groups == 1 ? "" : $", groups={conv.Groups}")}{NoBias(conv)})",
        ConvTranspose2d conv =>
            $"nn.ConvTranspose2d({input[0]}, {conv.Weight.Shape[1]}, {Window(conv.Window)}"
            + $"{(conv.OutputPadding == 0 ? "" : $", output_padding={conv.OutputPadding}")}{NoBias(conv)})",
        Flatten => "nn.Flatten()",
        Reshape when input.Rank == 1 && module.OutputShape(input) is var shape => $"nn.Unflatten(1, {shape})",
        BatchNorm norm => Norm(norm, input),
        AffineNorm norm when kind == "layer-norm" => $"nn.LayerNorm({input}, eps={Text(norm.Epsilon)})",
        AffineNorm norm => $"nn.InstanceNorm2d({input[0]}, eps={Text(norm.Epsilon)}, affine=True)",
        Dropout dropout =>
            $"nn.Dropout{(dropout.OfChannels && input.Rank == 3 ? "2d" : "")}({Text(dropout.Probability)})",
        PRelu relu => $"nn.PReLU({relu.Parameters[0].Count})",
        Glu => "nn.GLU(1)",
        Resample { Scale: { } scale } => $"nn.Upsample(scale_factor={scale})",
        Resample { Pooling: { } pool } => $"nn.{(pool.Max ? "Max" : "Avg")}Pool2d({pool.Size}, {pool.Stride})",
        ConcatLabels labels => WithLabels(
            PyTorchHelpers.ConcatLabels,
            $"ConcatLabels({string.Join(", ", [$"{labels.Classes}", .. BranchOf(labels)])})"),
        EmbeddingProduct table => WithLabels(
            PyTorchHelpers.EmbeddingProduct, $"EmbeddingProduct({table.Weight.Shape[0]}, {table.Weight.Shape[1]})"),
        Residual { KeepsVariance: false } block => Helped(PyTorchHelpers.Residual, Block(block, input)),
        FromBasis => Helped(
            PyTorchHelpers.FromBasis,
            $"FromBasis({input[0]}, {string.Join(", ", module.OutputShape(input).Extents.ToArray())})"),
        Blur => Helped(PyTorchHelpers.Blur, "Blur()"),
        Sequential chain => $"nn.Sequential({string.Join(", ", Layers(chain, input))})",
        Activation activation => Function(kind, activation),
        _ => throw NoCounterpart(kind),
    };

    private string Norm(BatchNorm norm, Shape input)
    {
        var kind = input.Rank == 3 ? "nn.BatchNorm2d" : "nn.BatchNorm1d";
        var epsilon = norm.Epsilon == 1e-5 ? "" : $", eps={Text(norm.Epsilon)}";
        return norm.Parameters[0].Shape is { Rank: 2 } table
            ? WithLabels(
                PyTorchHelpers.ClassBatchNorm,
                $"ClassBatchNorm({kind}({table[1]}{epsilon}, affine=False), {table[1]}, {table[0]})")
            : $"{kind}({input[0]}{epsilon})";
    }

    private IEnumerable<string> BranchOf(ConcatLabels labels) =>
        labels.Branch is null ? []
        : labels.Branch is Sequential chain ? Layers(chain, [labels.Classes])
        : throw NoCounterpart("concat-labels");

    private string Block(Residual block, Shape input)
    {
        var before = TakesLabels;
        TakesLabels = false;
        var body = Of("layers", block.Body, input);
        if (TakesLabels)
            throw NoCounterpart("residual with classes");
        TakesLabels = before;
        var shortcut = new List<string>();
        foreach (var layer in block.ShortcutLayers)
        {
            shortcut.Add(Of("shortcut", layer, input));
            input = layer.OutputShape(input);
        }
        return $"Residual({body}, nn.Sequential({string.Join(", ", shortcut)}))";
    }

    private string Function(string kind, Activation activation) => (kind, activation.Setting) switch
    {
        _ when activation.Gain != 1 => throw NoCounterpart($"{kind} scaled"),
        ("leaky-relu", { } slope) => $"nn.LeakyReLU({Text(slope)})",
        ("elu", { } alpha) => $"nn.ELU({Text(alpha)})",
        ("relu", _) => "nn.ReLU()",
        ("selu", _) => "nn.SELU()",
        ("gelu", _) => "nn.GELU()",
        ("softplus", _) => "nn.Softplus()",
        ("tanh", _) => "nn.Tanh()",
        ("sigmoid", _) => "nn.Sigmoid()",
        ("pixel-norm", _) => Helped(PyTorchHelpers.PixelNorm, "PixelNorm()"),
        _ => throw NoCounterpart(kind),
    };

    private string Helped(string helper, string code)
    {
        _helpers.Add(helper);
        return code;
    }

    private string WithLabels(string helper, string code)
    {
        TakesLabels = true;
        return Helped(helper, code);
    }

    private static string Window(ConvWindow window) =>
        $"{window.Size}{(window.Stride == 1 ? "" : $", stride={window.Stride}")}"
        + $"{(window.Padding == 0 ? "" : $", padding={window.Padding}")}";

    private static string NoBias(WeightedLayer layer) => layer.Bias is null ? ", bias=False" : "";

    private static string Text(double number) => Numbers.Format(number);

    private static GanSharpException NoCounterpart(string kind) => new(
        $"the layer {kind} has no simple counterpart in PyTorch, so this generator cannot be exported to it");
}
