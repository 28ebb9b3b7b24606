using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    // Three bilinear maps of one geometry: Conv(x, w), its adjoint in x and its adjoint in w. The derivatives of each
    // are the other two, so the family can be differentiated any number of times.

    private static Tensor Conv(ConvGeometry g, Tensor x, Tensor weight, Tensor? bias) =>
        Tape.Record(
            "conv2d",
            g.Groups == 1 ? x.Backend.Conv(g, x, weight, bias) : x.Backend.GroupedConv(g, x, weight, bias),
            bias is null ? [x, weight] : [x, weight, bias],
            (grad, needs) =>
        [
            needs[0] ? ConvInputGradient(g, grad, weight, null) : null,
            needs[1] ? ConvWeightGradient(g, x, grad) : null,
            needs[2] ? ChannelSum(grad, bias!.Shape) : null,
        ], g.Attributes(isTransposed: false));

    private static Tensor ConvInputGradient(ConvGeometry g, Tensor y, Tensor weight, Tensor? bias) =>
        Tape.Record(
            "conv-transpose2d",
            g.Groups == 1
                ? y.Backend.ConvInputGradient(g, y, weight, bias)
                : y.Backend.GroupedConvInputGradient(g, y, weight, bias),
            bias is null ? [y, weight] : [y, weight, bias],
            (grad, needs) =>
        [
            needs[0] ? Conv(g, grad, weight, null) : null,
            needs[1] ? ConvWeightGradient(g, grad, y) : null,
            needs[2] ? ChannelSum(grad, bias!.Shape) : null,
        ], g.Attributes(isTransposed: true));

    private static Tensor ConvWeightGradient(ConvGeometry g, Tensor x, Tensor y) =>
        Tape.Record(
            "conv2d-weight-gradient",
            g.Groups == 1 ? x.Backend.ConvWeightGradient(g, x, y) : x.Backend.GroupedConvWeightGradient(g, x, y),
            [x, y],
            (grad, needs) =>
        [
            needs[0] ? ConvInputGradient(g, y, grad, null) : null,
            needs[1] ? Conv(g, x, grad, null) : null,
        ]);

    private static Tensor ChannelSum(Tensor grad, Shape shape) => grad.Sum([0, 2, 3]).Reshape(shape);
}
