using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Metrics.Features;

/// <summary>
/// The forward pass of Inception-v3, in the variant of the Fréchet inception distance: average pooling leaves out the
/// padding, and the last block uses max pooling instead of average pooling. The weights determine the channels.
/// </summary>
internal sealed class InceptionGraph
{
    // The smallest image that leaves a pixel for the last blocks.
    private const int SmallestSide = 75;

    private readonly InceptionWeights _weights;

    private InceptionGraph(InceptionWeights weights) => _weights = weights;

    /// <summary>Length of a feature vector.</summary>
    public int Features => _weights.Weight.Shape[1];

    /// <summary>Number of logits.</summary>
    public int Classes => _weights.Weight.Shape[0];

    /// <summary>Builds the network of a file and tests it with one image.</summary>
    /// <exception cref="GanSharpException">The tensors are not those of the network.</exception>
    public static InceptionGraph Of(SafeTensorsFile file, string path)
    {
        try
        {
            var graph = new InceptionGraph(new(file));
            using var scope = new TensorScope();
            using var untracked = Tape.Pause();
            graph.Forward(Tensor.Zeros([1, 3, SmallestSide, SmallestSide]));
            return graph;
        }
        catch (Exception error) when (error is GanSharpException or TensorException)
        {
            throw new GanSharpException($"{path}: not the Inception-v3 network of the FID: {error.Message}", error);
        }
    }

    /// <summary>From pixels (N, 3, H, W), -1 to 1, of 75×75 or more, to features (N, D) and logits (N, K).</summary>
    public (Tensor Vectors, Tensor? Logits) Forward(Tensor x)
    {
        x = Conv(x, "Conv2d_1a_3x3", 3, stride: 2, padded: false);
        x = Conv(x, "Conv2d_2a_3x3", 3, padded: false);
        x = Conv(x, "Conv2d_2b_3x3", 3).MaxPool2d(3, 2);
        x = Conv(x, "Conv2d_3b_1x1", 1);
        x = Conv(x, "Conv2d_4a_3x3", 3, padded: false).MaxPool2d(3, 2);
        x = BlockA(BlockA(BlockA(x, "Mixed_5b."), "Mixed_5c."), "Mixed_5d.");
        x = BlockB(x, "Mixed_6a.");
        x = BlockC(BlockC(BlockC(BlockC(x, "Mixed_6b."), "Mixed_6c."), "Mixed_6d."), "Mixed_6e.");
        x = BlockD(x, "Mixed_7a.");
        x = BlockE(x, "Mixed_7b.", MeanAround);
        x = BlockE(x, "Mixed_7c.", LargestAround);
        var features = x.Mean([2, 3]);
        return (features, features.Linear(_weights.Weight, _weights.Bias));
    }

    private Tensor BlockA(Tensor x, string name) => Join(
        Conv(x, name + "branch1x1", 1),
        Conv(Conv(x, name + "branch5x5_1", 1), name + "branch5x5_2", 5),
        Conv(Conv(Conv(x, name + "branch3x3dbl_1", 1), name + "branch3x3dbl_2", 3), name + "branch3x3dbl_3", 3),
        Conv(MeanAround(x), name + "branch_pool", 1));

    private Tensor BlockB(Tensor x, string name)
    {
        var twice = Conv(Conv(x, name + "branch3x3dbl_1", 1), name + "branch3x3dbl_2", 3);
        return Join(
            Conv(x, name + "branch3x3", 3, stride: 2, padded: false),
            Conv(twice, name + "branch3x3dbl_3", 3, stride: 2, padded: false),
            x.MaxPool2d(3, 2));
    }

    private Tensor BlockC(Tensor x, string name)
    {
        var once = Row(Conv(x, name + "branch7x7_1", 1), name + "branch7x7_2", 7);
        var twice = Row(
            Column(Conv(x, name + "branch7x7dbl_1", 1), name + "branch7x7dbl_2", 7), name + "branch7x7dbl_3", 7);
        return Join(
            Conv(x, name + "branch1x1", 1),
            Column(once, name + "branch7x7_3", 7),
            Row(Column(twice, name + "branch7x7dbl_4", 7), name + "branch7x7dbl_5", 7),
            Conv(MeanAround(x), name + "branch_pool", 1));
    }

    private Tensor BlockD(Tensor x, string name)
    {
        var crossed = Column(
            Row(Conv(x, name + "branch7x7x3_1", 1), name + "branch7x7x3_2", 7), name + "branch7x7x3_3", 7);
        return Join(
            Conv(Conv(x, name + "branch3x3_1", 1), name + "branch3x3_2", 3, stride: 2, padded: false),
            Conv(crossed, name + "branch7x7x3_4", 3, stride: 2, padded: false),
            x.MaxPool2d(3, 2));
    }

    private Tensor BlockE(Tensor x, string name, Func<Tensor, Tensor> pool)
    {
        var once = Conv(x, name + "branch3x3_1", 1);
        var twice = Conv(Conv(x, name + "branch3x3dbl_1", 1), name + "branch3x3dbl_2", 3);
        return Join(
            Conv(x, name + "branch1x1", 1),
            Row(once, name + "branch3x3_2a", 3), Column(once, name + "branch3x3_2b", 3),
            Row(twice, name + "branch3x3dbl_3a", 3), Column(twice, name + "branch3x3dbl_3b", 3),
            Conv(pool(x), name + "branch_pool", 1));
    }

    private Tensor Conv(Tensor x, string name, int size, int stride = 1, bool padded = true)
    {
        var (weight, bias) = _weights[name, size, size];
        return x.Conv2d(weight, bias, stride, padded ? size / 2 : 0).Relu();
    }

    /// <summary>A convolution with windows of one row.</summary>
    private Tensor Row(Tensor x, string name, int size) => Padded(x, 3, _weights[name, 1, size], size);

    /// <summary>A convolution with windows of one column.</summary>
    private Tensor Column(Tensor x, string name, int size) => Padded(x, 2, _weights[name, size, 1], size);

    private static Tensor Padded(Tensor x, int axis, (Tensor Weight, Tensor Bias) layer, int size) =>
        x.Pad(axis, size / 2, size / 2).Conv2d(layer.Weight, layer.Bias).Relu();

    private static Tensor Join(params Tensor[] branches) => TensorOps.Concat(branches, axis: 1);

    /// <summary>3×3 average pooling without the padding.</summary>
    private static Tensor MeanAround(Tensor x) =>
        Surrounded(x).AvgPool2d(3, 1) / Surrounded(Tensor.Ones([1, 1, x.Shape[2], x.Shape[3]])).AvgPool2d(3, 1);

    /// <summary>
    /// 3×3 max pooling. All values come from a rectifier, so the zeros of the padding are never larger.
    /// </summary>
    private static Tensor LargestAround(Tensor x) => Surrounded(x).MaxPool2d(3, 1);

    private static Tensor Surrounded(Tensor x) => x.Pad(2, 1, 1).Pad(3, 1, 1);
}
