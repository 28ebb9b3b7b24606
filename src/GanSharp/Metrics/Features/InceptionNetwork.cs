using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Mpi;

namespace GanSharp.Metrics.Features;

/// <summary>
/// Inception-v3 as used for the Fréchet inception distance in papers; its weights are not part of GanSharp. Features
/// are the means of its last maps, 2,048 numbers; logits are of 1,008 classes without names. Images of any size are
/// scaled to 299×299 bilinearly; grey becomes colour.
/// </summary>
/// <remarks>
/// Szegedy et al. 2016, "Rethinking the inception architecture for computer vision", https://arxiv.org/abs/1512.00567;
/// Heusel et al. 2017, "GANs trained by a two time-scale update rule converge to a local Nash equilibrium",
/// https://arxiv.org/abs/1706.08500.
/// </remarks>
public sealed class InceptionNetwork : FeatureNetwork
{
    private const int BatchSize = 8;

    private readonly InceptionGraph _graph;

    private InceptionNetwork(string name, InceptionGraph graph) => (Name, _graph) = (name, graph);

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int Size => _graph.Features;

    /// <summary>Empty: its classes have no names, so images keep the classes of their data.</summary>
    public override IReadOnlyList<string> ClassNames => [];

    /// <summary>
    /// Reads the network from a safetensors file with the names of the PyTorch port:
    /// <c>Conv2d_1a_3x3.conv.weight</c>, <c>Mixed_5b.branch1x1.bn.running_mean</c>, <c>fc.bias</c>. Its name is that of
    /// the file.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The file is missing or damaged, or its tensors are not those of the network.
    /// </exception>
    public static InceptionNetwork Load(string path) => Of(SafeTensors.LoadWeights(path), path);

    /// <summary>Whether a file has the tensors of this network.</summary>
    internal static bool IsIn(SafeTensorsFile file) => file.Tensors.ContainsKey("Conv2d_1a_3x3.conv.weight");

    /// <summary>The network in a file already read.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    internal static InceptionNetwork Of(SafeTensorsFile file, string path) =>
        new(Path.GetFileNameWithoutExtension(path), InceptionGraph.Of(file, path));

    /// <inheritdoc/>
    public override FeatureSet Of(
        ImageDataset images, IProgress<double>? progress = null, ProcessGroup? processes = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        var (vectors, logits) = new FeatureBatches(BatchSize, Size, _graph.Classes).Compute(
            images, PixelRange.SignedUnit, pixels => _graph.Forward(InceptionInput.Of(pixels)), progress, processes,
            cancellation);
        return new(vectors, logits, ClassLabels.Match(images, this));
    }
}
