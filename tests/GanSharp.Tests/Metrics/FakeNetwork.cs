using GanSharp.Data;
using GanSharp.Metrics.Features;
using GanSharp.Mpi;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

/// <summary>
/// Random projections of pixels. The logit of a class falls with the squared distance from the mean of its images.
/// </summary>
internal sealed class FakeNetwork : FeatureNetwork
{
    private const double Sharpness = 8;

    private readonly Tensor _projection, _centres;

    public FakeNetwork(ImageDataset data, int size = 24)
    {
        (Size, ClassNames) = (size, data.ClassNames);
        _projection = new RandomStream("projection", 1).Normal(
            [data.ImageShape.Count, size], std: 1 / Math.Sqrt(data.ImageShape.Count));
        _centres = Tensor.Zeros([data.Classes, size]);
        var (vectors, counts) = (Project(data), data.CountPerClass());
        for (var i = 0; i < data.Count; i++)
            for (var d = 0; d < size; d++)
                _centres.AsSpan<float>()[data.Labels![i] * size + d] +=
                    vectors.AsSpan<float>()[i * size + d] / counts[data.Labels[i]];
    }

    public int Calls { get; private set; }

    public override string Name => "fake";

    public override int Size { get; }

    public override IReadOnlyList<string> ClassNames { get; }

    public override FeatureSet Of(
        ImageDataset images, IProgress<double>? progress = null, ProcessGroup? processes = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Calls++;
        var vectors = Project(images);
        var lengths = _centres.Square().Sum([1]).Reshape([1, ClassNames.Count]);
        var logits = (2 * vectors.MatMul(_centres, transposeB: true) - lengths) * Sharpness;
        progress?.Report(1);
        return new(
            vectors, logits, images.Labels is null
                ? null
                : [.. images.Labels.Select(label => ClassNames.ToList().IndexOf(images.ClassNames[label]))]);
    }

    private Tensor Project(ImageDataset images) =>
        (Tensor.From(images.Images, [images.Count, images.ImageShape.Count]) * (1 / 64d)).MatMul(_projection);
}
