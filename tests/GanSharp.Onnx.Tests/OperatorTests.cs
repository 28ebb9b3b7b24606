using GanSharp.Export;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Onnx.Tests;

/// <summary>Each operation in ONNX Runtime, in a network written in C#.</summary>
public sealed class OperatorTests
{
    private const int Size = 12;

    /// <summary>Functions of samples of 12 numbers, by the operation that they test.</summary>
    private static readonly (string Name, Func<Tensor, Tensor> Function)[] Cases =
    [
        ("add", x => x + x.Tanh()),
        ("add", x => 2 + x),
        ("sub", x => 1 - x),
        ("sub", x => x.Tanh() - x),
        ("mul", x => x * x.Sigmoid() * 3),
        ("div", x => x / x.Exp()),
        ("neg", x => -x),
        ("abs", x => x.Abs()),
        ("exp", x => x.Exp()),
        ("log", x => (x.Abs() + 0.1).Log()),
        ("sqrt", x => x.Abs().Sqrt()),
        ("erf", x => x.Gelu()),
        ("tanh", x => x.Tanh()),
        ("sigmoid", x => x.Sigmoid()),
        ("softplus", x => x.Softplus()),
        ("square", x => x.Square()),
        ("pow", x => 1 / (x.Abs() + 0.5)),
        ("pow", x => (x.Abs() + 0.5).Pow(-0.5)),
        ("pow", x => (x.Abs() + 0.5).Pow(0.5)),
        ("pow", x => (x.Abs() + 0.5).Pow(1.7)),
        ("elu", x => x.Elu(0.7)),
        ("elu", x => x.Selu()),
        ("leaky-relu", x => x.LeakyRelu(0.3)),
        ("leaky-relu", x => x.Relu()),
        ("glu", x => Image(x, 4).Glu()),
        ("linear", x => x.Linear(Weight(5, Size), Weight(5))),
        ("linear", x => x.Linear(Weight(5, Size))),
        ("matmul", x => x.MatMul(Weight(Size, 4))),
        ("matmul", x => x.MatMul(Weight(4, Size), transposeB: true)),
        ("matmul", x => x.Reshape([x.Shape[0] * 3, 4]).MatMul(Weight(4, 4)).Reshape([x.Shape[0], Size])),
        ("conv2d", x => Image(x, 4).Conv2d(Weight(6, 2, 3, 2), Weight(6), stride: 1, padding: 2, groups: 2)),
        ("conv2d", x => Image(x, 1).Conv2d(Weight(2, 1, 3, 3), null, stride: 2, padding: 1)),
        ("conv-transpose2d", x => Image(x, 2).ConvTranspose2d(Weight(2, 3, 4, 4), Weight(3), 2, 1, 1)),
        ("conv-transpose2d", x => Image(x, 3).UpsampleConv2d(Weight(2, 3, 3, 3), Weight(2), 2, 1)),
        ("avg-pool2d", x => Image(x, 1).AvgPool2d(2, 1)),
        ("blur2d", x => Image(x, 1).Blur2d()),
        ("max-pool2d", x => Image(x, 1).MaxPool2d(2, 1)),
        ("upsample-nearest", x => Image(x, 3).UpsampleNearest(3)),
        ("reshape", x => x.Reshape([x.Shape[0], 2, 6])),
        ("reshape", x => x.Reshape([x.Shape[0] * 2, 6]).Tanh().Reshape([x.Shape[0], Size])),
        ("transpose", x => Image(x, 2).Transpose(0, 3, 1, 2)),
        ("broadcast-to", x => Weight(1, Size).BroadcastTo(x.Shape) + x),
        ("broadcast-to", x => x.Reshape([x.Shape[0], Size, 1]).BroadcastTo([x.Shape[0], Size, 2])),
        ("broadcast-to", x => x.Sum([0], keepDims: true).BroadcastTo([x.Shape[0], Size])),
        ("concat", x => TensorOps.Concat([x, x.Tanh(), x], 1)),
        ("slice", x => x.Slice(1, 3, 5)),
        ("slice", x => TensorOps.Concat([x.Slice(0, 0, x.Shape[0]), x], 1).Slice(1, 0, 20)),
        ("pad", x => Image(x, 1).Pad(2, 1, 2)),
        ("sum", x => x.Sum([1], keepDims: true)),
        ("sum", x => x + x.Sum()),
        ("sum", x => Image(x, 3).Sum([2, 3])),
        ("mean", x => x - x.Mean([0])),
        ("mean", x => x - x.Mean()),
        ("mean", x => Image(x, 3).Mean([-1, 1], keepDims: true)),
        ("max", x => x.Maxout(3)),
        ("max", x => x.Max(-1, keepDims: true)),
        ("max", x => x.Softmax()),
        ("normalize-with", x => x.NormalizeWith(Weight(Size), Weight(Size).Abs() + 0.5, null, Weight(Size))),
        ("batch-norm", x => x.BatchNorm(Weight(Size), Weight(Size))),
        ("batch-norm", x => Image(x, 3).BatchNorm(null, null, 0.1)),
        ("layer-norm", x => Image(x, 3).LayerNorm(Weight(3, 2, 2), null)),
        ("layer-norm", x => x.LayerNorm(null, Weight(Size), 0.1)),
        ("instance-norm", x => Image(x, 3).InstanceNorm(Weight(3), Weight(3))),
        ("embedding", x => x + Weight(4, Size).Embedding([2])),
    ];

    public static TheoryData<int, string> Indices => [.. Cases.Select(
        (entry, i) => new TheoryDataRow<int, string>(i, entry.Name))];

    [Theory]
    [MemberData(nameof(Indices))]
    public void An_operation_computes_the_same(int index, string name)
    {
        var network = new Written((x, _) => Cases[index].Function(x));
        var sampler = new Sampler(network, new(Size), new(1, 1, 1), PixelRange.SignedUnit, []);
        using var stream = new MemoryStream();
        OnnxExport.Write(sampler, stream);
        using var run = new OnnxRun(stream.ToArray());
        var inputs = new RandomStream("inputs", 1);
        foreach (var batch in (int[])[1, 5])
        {
            var x = inputs.Normal([batch, Size]);
            if (name != "batch-norm" || batch > 1)
                Subject.Compare(run.Compute("noise", x), "images", Cases[index].Function(x), 1e-5);
        }
    }

    /// <summary>The rest is in the networks of recipes.</summary>
    [Fact]
    public void Every_operation_that_can_be_exported_is_tested() =>
        OnnxOperators.Names.Except(Cases.Select(entry => entry.Name))
            .ShouldBe(["one-hot", "minibatch-std"], ignoreOrder: true);

    /// <summary>The same numbers in every call.</summary>
    private static Tensor Weight(params int[] shape) =>
        new RandomStream("weight", 1).Normal(Shape.Create(shape)).Track();

    private static Tensor Image(Tensor x, int channels) => channels == 4
        ? x.Reshape([x.Shape[0], 4, 3, 1])
        : x.Reshape([x.Shape[0], channels, channels == 1 ? 4 : 2, Size / channels / (channels == 1 ? 4 : 2)]);
}
