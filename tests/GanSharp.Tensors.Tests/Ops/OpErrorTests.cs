namespace GanSharp.Tensors.Tests.Ops;

/// <summary>
/// An operation refuses arguments that do not fit, in one line that begins with its name and shows the shapes.
/// </summary>
public class OpErrorTests
{
    private static readonly Refusal[] Refusals =
    [
        new("add", "extents differ", () => Of(2, 3) + Of(2, 4), "(2, 3)", "(2, 4)"),
        new("sub", "leading extents differ", () => Of(2, 3) - Of(2), "(2, 3)", "(2)"),
        new("mul", "extents differ", () => Of(4, 1, 3) * Of(2, 2), "(4, 1, 3)", "(2, 2)"),
        new("div", "extents differ", () => Of(5) / Of(6), "(5)", "(6)"),
        new("prelu", "slopes are not channels", () => Of(2, 3, 4, 4).PRelu(Of(4)), "(2, 3, 4, 4)", "(4)"),
        new("maxout", "pieces do not divide", () => Of(2, 7).Maxout(2), "(2, 7)", "2"),
        new("glu", "channels are odd", () => Of(2, 3).Glu(), "(2, 3)"),
        new("glu", "no channels", () => Of(4).Glu(), "(4)"),
        new("sum", "no such axis", () => Of(2, 3).Sum([2]), "(2, 3)", "2"),
        new("mean", "no such axis", () => Of(2, 3).Mean([-3]), "(2, 3)", "-3"),
        new("max", "no such axis", () => Of(2, 3).Max(2), "(2, 3)", "2"),
        new("softmax", "no such axis", () => Of(2, 3).Softmax(2), "(2, 3)", "2"),
        new("log-softmax", "no such axis", () => Of(2, 3).LogSoftmax(-3), "(2, 3)", "-3"),
        new("matmul", "inner extents differ", () => Of(64, 784).MatMul(Of(100, 256)), "(64, 784)", "(100, 256)"),
        new(
            "matmul", "inner extents differ, transposed",
            () => Of(2, 3).MatMul(Of(4, 5), true, true),
            "(2, 3)", "(4, 5)"),
        new("matmul", "not a matrix", () => Of(2, 3, 4).MatMul(Of(4, 5)), "(2, 3, 4)", "(4, 5)"),
        new("linear", "features differ", () => Of(2, 3).Linear(Of(5, 4)), "(2, 3)", "(5, 4)"),
        new("linear", "bias is not the outputs", () => Of(2, 3).Linear(Of(5, 3), Of(3)), "(5, 3)", "(3)"),
        new("reshape", "counts differ", () => Of(2, 3).Reshape([4]), "(2, 3)", "(4)"),
        new("transpose", "an axis is named twice", () => Of(2, 3).Transpose(0, 0), "(2, 3)", "(0, 0)"),
        new("transpose", "an axis is missing", () => Of(2, 3, 4).Transpose(1, 0), "(2, 3, 4)", "(1, 0)"),
        new("concat", "other extents differ", () => TensorOps.Concat([Of(2, 3), Of(2, 4)], 0), "(2, 3)", "(2, 4)"),
        new("concat", "ranks differ", () => TensorOps.Concat([Of(2, 3), Of(2)], 0), "(2, 3)", "(2)"),
        new("concat", "no such axis", () => TensorOps.Concat([Of(2, 3), Of(2, 3)], 2), "(2, 3)", "2"),
        new("concat", "nothing to join", () => TensorOps.Concat([], 0)),
        new("slice", "past the end", () => Of(4, 3).Slice(0, 3, 2), "(4, 3)"),
        new("slice", "before the start", () => Of(4, 3).Slice(0, -1, 2), "(4, 3)"),
        new("slice", "no such axis", () => Of(4, 3).Slice(2, 0, 1), "(4, 3)", "2"),
        new("pad", "negative", () => Of(4, 3).Pad(0, -1, 0), "(4, 3)", "-1"),
        new("broadcast-to", "extent is not one", () => Of(2, 3).BroadcastTo([4, 3]), "(2, 3)", "(4, 3)"),
        new("broadcast-to", "fewer axes", () => Of(2, 3).BroadcastTo([3]), "(2, 3)", "(3)"),
        new("embedding", "index past the table", () => Of(4, 3).Embedding([0, 4]), "(4, 3)", "4"),
        new("embedding", "negative index", () => Of(4, 3).Embedding([-1]), "(4, 3)", "-1"),
        new("conv2d", "channels differ", () => Of(1, 3, 8, 8).Conv2d(Of(4, 2, 3, 3)), "(1, 3, 8, 8)", "(4, 2, 3, 3)"),
        new(
            "conv2d", "kernel larger than image",
            () => Of(1, 3, 4, 4).Conv2d(Of(4, 3, 5, 5)),
            "(1, 3, 4, 4)", "(4, 3, 5, 5)"),
        new("conv2d", "not images", () => Of(3, 8).Conv2d(Of(4, 3, 3, 3)), "(3, 8)"),
        new(
            "conv2d", "bias is not the outputs",
            () => Of(1, 3, 8, 8).Conv2d(Of(4, 3, 3, 3), Of(3)),
            "(4, 3, 3, 3)", "(3)"),
        new(
            "conv2d", "groups do not divide the inputs",
            () => Of(1, 3, 8, 8).Conv2d(Of(4, 1, 3, 3), groups: 2),
            "(1, 3, 8, 8) has 3 channels", "takes 2"),
        new("conv2d", "groups do not divide the outputs", () => Of(1, 4, 8, 8).Conv2d(Of(3, 2, 3, 3), groups: 2), "2"),
        new("conv2d", "no groups", () => Of(1, 4, 8, 8).Conv2d(Of(3, 2, 3, 3), groups: 0), "0"),
        new("conv2d", "no stride", () => Of(1, 3, 8, 8).Conv2d(Of(4, 3, 3, 3), stride: 0), "0"),
        new(
            "conv-transpose2d", "channels differ",
            () => Of(1, 3, 4, 4).ConvTranspose2d(Of(2, 3, 4, 4)),
            "(1, 3, 4, 4)", "(2, 3, 4, 4)"),
        new(
            "conv-transpose2d", "bias is not the outputs",
            () => Of(1, 3, 4, 4).ConvTranspose2d(Of(3, 2, 5, 5), Of(3)),
            "(3)"),
        new(
            "upsample-conv2d", "channels differ",
            () => Of(1, 3, 4, 4).UpsampleConv2d(Of(4, 2, 3, 3), null, 2),
            "(1, 3, 4, 4)", "(4, 2, 3, 3)"),
        new(
            "upsample-conv2d", "kernel larger than image",
            () => Of(1, 3, 2, 2).UpsampleConv2d(Of(4, 3, 5, 5), null, 2),
            "(1, 3, 2, 2)", "(4, 3, 5, 5)"),
        new(
            "upsample-conv2d", "kernel wider than image",
            () => Of(1, 3, 4, 2).UpsampleConv2d(Of(4, 3, 5, 5), null, 2),
            "(1, 3, 4, 2)", "(4, 3, 5, 5)"),
        new("upsample-conv2d", "not images", () => Of(3, 8).UpsampleConv2d(Of(4, 3, 3, 3), null, 2), "(3, 8)"),
        new(
            "upsample-conv2d", "bias is not the outputs",
            () => Of(1, 3, 4, 4).UpsampleConv2d(Of(4, 3, 3, 3), Of(3), 2),
            "(4, 3, 3, 3)", "(3)"),
        new("upsample-conv2d", "no scale", () => Of(1, 3, 4, 4).UpsampleConv2d(Of(4, 3, 3, 3), null, 0), "0"),
        new(
            "upsample-conv2d", "negative padding",
            () => Of(1, 3, 4, 4).UpsampleConv2d(Of(4, 3, 3, 3), null, 2, -1),
            "-1"),
        new("upsample-nearest", "not images", () => Of(2, 3).UpsampleNearest(2), "(2, 3)"),
        new("blur2d", "not images", () => Of(3, 2, 2).Blur2d(), "(3, 2, 2)", "4 axes"),
        new("avg-pool2d", "window larger than image", () => Of(1, 1, 2, 2).AvgPool2d(3, 1), "(1, 1, 2, 2)", "3"),
        new("max-pool2d", "window larger than image", () => Of(1, 1, 2, 2).MaxPool2d(3, 1), "(1, 1, 2, 2)", "3"),
        new("max-pool2d", "not images", () => Of(2, 3).MaxPool2d(2, 2), "(2, 3)"),
        new(
            "batch-norm", "gamma is not the channels",
            () => Of(2, 3, 4, 4).BatchNorm(Of(4), null),
            "(2, 3, 4, 4)", "(4)"),
        new("batch-norm", "beta is not the channels", () => Of(2, 3).BatchNorm(null, Of(2)), "(2, 3)", "(2)"),
        new(
            "batch-norm", "parts differ in size",
            () => Of(5, 3).BatchNorm(null, null, 1e-5, out _, parts: 2),
            "(5, 3)", "2"),
        new("batch-norm", "no parts", () => Of(4, 3).BatchNorm(null, null, 1e-5, out _, parts: 0), "0"),
        new(
            "layer-norm", "gamma is not the features",
            () => Of(2, 3, 4, 4).LayerNorm(Of(3), null),
            "(2, 3, 4, 4)", "(3)"),
        new(
            "instance-norm", "gamma is not the channels",
            () => Of(2, 3, 4, 4).InstanceNorm(Of(4), null),
            "(2, 3, 4, 4)", "(4)"),
        new("instance-norm", "not images", () => Of(2, 3).InstanceNorm(null, null), "(2, 3)"),
        new(
            "normalize-with", "mean is not the channels",
            () => Of(2, 3).NormalizeWith(Of(2), Of(3), null, null),
            "(2, 3)", "(2)"),
    ];

    private static readonly Refusal[] Mixtures =
    [
        new("add", "mixed", () => Of(2, 3) + Double(2, 3)),
        new("mul", "mixed", () => Of(2, 3) * Double(3)),
        new("prelu", "mixed", () => Of(2, 3).PRelu(Double(3))),
        new("matmul", "mixed", () => Of(2, 3).MatMul(Double(3, 2))),
        new("linear", "mixed weight", () => Of(2, 3).Linear(Double(4, 3))),
        new("linear", "mixed bias", () => Of(2, 3).Linear(Of(4, 3), Double(4))),
        new("concat", "mixed", () => TensorOps.Concat([Of(2, 3), Double(2, 3)], 0)),
        new("conv2d", "mixed", () => Of(1, 1, 4, 4).Conv2d(Double(1, 1, 3, 3))),
        new("conv-transpose2d", "mixed", () => Of(1, 1, 4, 4).ConvTranspose2d(Double(1, 1, 3, 3))),
        new("upsample-conv2d", "mixed weight", () => Of(1, 1, 4, 4).UpsampleConv2d(Double(1, 1, 3, 3), null, 2)),
        new("upsample-conv2d", "mixed bias", () => Of(1, 1, 4, 4).UpsampleConv2d(Of(1, 1, 3, 3), Double(1), 2)),
        new("batch-norm", "mixed", () => Of(2, 3).BatchNorm(Double(3), null)),
        new("layer-norm", "mixed", () => Of(2, 3).LayerNorm(null, Double(3))),
        new("instance-norm", "mixed", () => Of(2, 3, 2, 2).InstanceNorm(Double(3), null)),
    ];

    public static TheoryData<string> RefusalNames => [.. Refusals.Select(refusal => refusal.ToString())];

    public static TheoryData<string> MixtureNames => [.. Mixtures.Select(refusal => refusal.ToString())];

    [Theory, MemberData(nameof(RefusalNames))]
    public void Names_the_operation_and_the_shapes(string name)
    {
        var refusal = Refusals.Single(refusal => refusal.ToString() == name);

        var error = Should.Throw<TensorException>(refusal.Call);

        error.Message.ShouldStartWith($"[{refusal.Op}] ");
        error.Message.ShouldNotContain("\n");
        foreach (var mention in refusal.Mentions)
            error.Message.ShouldContain(mention);
    }

    [Theory, MemberData(nameof(MixtureNames))]
    public void Refuses_mixed_element_types(string name)
    {
        var mixture = Mixtures.Single(mixture => mixture.ToString() == name);

        var error = Should.Throw<TensorException>(mixture.Call);

        error.Message.ShouldStartWith($"[{mixture.Op}] ");
        error.Message.ShouldContain("F32");
        error.Message.ShouldContain("F64");
    }

    private static Tensor Of(params ReadOnlySpan<int> extents) => Tensor.Ones(Shape.Create(extents));

    private static Tensor Double(params ReadOnlySpan<int> extents) => Tensor.Ones(Shape.Create(extents), DType.F64);

    private sealed record Refusal(string Op, string Why, Func<Tensor> Call, params string[] Mentions)
    {
        public override string ToString() => $"{Op}: {Why}";
    }
}
