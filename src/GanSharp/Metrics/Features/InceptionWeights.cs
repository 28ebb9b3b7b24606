using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Metrics.Features;

/// <summary>
/// The convolutions of Inception-v3, each with its batch norm folded in, and its linear layer.
/// </summary>
internal sealed class InceptionWeights
{
    private const string ConvSuffix = ".conv.weight", TrainingOnly = "AuxLogits.";
    private const double Epsilon = 0.001;

    private readonly Dictionary<string, (Tensor Weight, Tensor Bias)> _convolutions = new(StringComparer.Ordinal);

    /// <summary>Reads the weights from a file.</summary>
    /// <exception cref="GanSharpException">A tensor is missing or has a wrong shape.</exception>
    public InceptionWeights(SafeTensorsFile file)
    {
        foreach (var name in file.Tensors.Keys.Where(name => name.EndsWith(ConvSuffix, StringComparison.Ordinal)))
        {
            if (!name.StartsWith(TrainingOnly, StringComparison.Ordinal))
                _convolutions.Add(name[..^ConvSuffix.Length], Fold(file, name[..^ConvSuffix.Length]));
        }
        (Weight, Bias) = (Copy(file, "fc.weight", rank: 2), Copy(file, "fc.bias", rank: 1));
        if (Bias.Count != Weight.Shape[0] || Weight.Count == 0)
            throw new GanSharpException(
                $"fc.weight is {Weight.Shape} and fc.bias {Bias.Shape}, which do not fit each other");
    }

    /// <summary>Weight of the linear layer, shape (classes, features).</summary>
    public Tensor Weight { get; }

    /// <summary>Bias of the linear layer, shape (classes).</summary>
    public Tensor Bias { get; }

    /// <summary>Weight and bias of a convolution with windows of rows × columns.</summary>
    /// <exception cref="GanSharpException">There is no such convolution, or its windows have another size.</exception>
    public (Tensor Weight, Tensor Bias) this[string name, int rows, int columns] =>
        !_convolutions.TryGetValue(name, out var found) ? throw Missing(name + ConvSuffix)
        : (found.Weight.Shape[2], found.Weight.Shape[3]) == (rows, columns) ? found
        : throw new GanSharpException(
            $"{name}{ConvSuffix} is {found.Weight.Shape}, where windows of {rows}×{columns} are needed");

    /// <summary>γ·(w ∗ x - μ) / √(σ² + ε) + β as one convolution.</summary>
    private static (Tensor Weight, Tensor Bias) Fold(SafeTensorsFile file, string name)
    {
        var weight = Copy(file, name + ConvSuffix, rank: 4);
        var (gamma, beta) = (Norm("weight"), Norm("bias"));
        var (mean, variance) = (Norm("running_mean"), Norm("running_var"));
        var bias = Tensor.Empty([weight.Shape[0]]);
        var taps = weight.Count / Math.Max(1, weight.Shape[0]);
        for (var k = 0; k < gamma.Length; k++)
        {
            var scale = gamma[k] / Math.Sqrt(variance[k] + Epsilon);
            bias.AsSpan<float>()[k] = (float)(beta[k] - mean[k] * scale);
            foreach (ref var tap in weight.AsSpan<float>().Slice(k * taps, taps))
                tap = (float)(tap * scale);
        }
        return Require(weight, bias, name);

        double[] Norm(string what) =>
            Find(file, $"{name}.bn.{what}") is var tensor && tensor.Shape == [weight.Shape[0]]
                ? tensor.ToArray<double>()
            : throw new GanSharpException($"{name}.bn.{what} is {tensor.Shape}, where ({weight.Shape[0]}) is needed");
    }

    private static (Tensor Weight, Tensor Bias) Require(Tensor weight, Tensor bias, string name) =>
        weight.IsFinite() && bias.IsFinite()
            ? (weight, bias)
        : throw new GanSharpException($"{name} and the batch norm behind it hold numbers that are not finite");

    /// <summary>A copy in single precision.</summary>
    private static Tensor Copy(SafeTensorsFile file, string name, int rank)
    {
        var tensor = Find(file, name);
        return tensor.Shape.Rank == rank ? Tensor.From(tensor.ToArray<float>(), tensor.Shape)
            : throw new GanSharpException($"{name} is {tensor.Shape}, where {rank} axes are needed");
    }

    private static Tensor Find(SafeTensorsFile file, string name) =>
        file.Tensors.TryGetValue(name, out var tensor) ? tensor : throw Missing(name);

    private static GanSharpException Missing(string name) => new($"lacks {name}; export all tensors of the network");
}
