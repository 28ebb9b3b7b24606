using GanSharp.IO.Onnx;
using GanSharp.Tensors;

namespace GanSharp.Export.Operators;

/// <summary>Matrix products, convolutions, and windows over images.</summary>
internal static class ProductOperators
{
    public static IEnumerable<(string Name, OnnxOperator Operator)> All =>
    [
        ("linear", new(Precision.Half, (to, _) => to.Add("Gemm", to.Product(), OnnxAttribute.Of("transB", 1L)))),
        ("matmul", new(Precision.Half, (to, step) => step.Has(out MatMulAttributes transposed)
            ? to.Add(
                "Gemm", [to[0], to[1]], OnnxAttribute.Of("transA", transposed.First ? 1L : 0),
                OnnxAttribute.Of("transB", transposed.Second ? 1L : 0))
            : null)),
        ("conv2d", new(Precision.Half, (to, step) => step.Has(out ConvAttributes window)
            ? to.Add("Conv", to.Product(), Window(step, window))
            : null)),
        ("conv-transpose2d", new(Precision.Half, (to, step) => step.Has(out ConvAttributes window)
            ? to.Add(
                "ConvTranspose", to.Product(),
                [
                    .. Window(step, window),
                    OnnxAttribute.Of("output_padding", window.OutputPadding.Rows, window.OutputPadding.Columns),
                ])
            : null)),
        ("avg-pool2d", Pool("AveragePool")),
        ("max-pool2d", Pool("MaxPool")),
        ("blur2d", new(Precision.OfInputs, Blur)),
        ("upsample-nearest", new(Precision.OfInputs, (to, step) => step.Has(out int scale)
            ? to.Add(
                "Resize", [to[0], "", to.Floats(1, 1, scale, scale)], OnnxAttribute.Of("mode", "nearest"),
                OnnxAttribute.Of("coordinate_transformation_mode", "asymmetric"),
                OnnxAttribute.Of("nearest_mode", "floor"))
            : null)),
    ];

    private static OnnxOperator Pool(string op) => new(Precision.OfInputs, (to, step) =>
        step.Has(out PoolAttributes window)
            ? to.Add(
                op, [to[0]], OnnxAttribute.Of("kernel_shape", window.Size, window.Size),
                OnnxAttribute.Of("strides", window.Stride, window.Stride))
            : null);

    /// <summary>A product with the matrix of each axis.</summary>
    private static string Blur(OnnxEmitter to, TracedStep step)
    {
        var shape = step.Inputs[0].First.Shape;
        var rows = to.Add("MatMul", [to[0], to.Constant("filter", Blurred(shape[3]))]);
        return to.Add("MatMul", [to.Constant("filter", Blurred(shape[2]).Transpose(1, 0)), rows]);
    }

    /// <summary>Row i is the blurred unit vector i.</summary>
    private static Tensor Blurred(int extent)
    {
        var unit = Tensor.From(
            [.. Enumerable.Range(0, extent * extent).Select(i => i % (extent + 1) == 0 ? 1.0 : 0)],
            [extent, 1, 1, extent], DType.F64);
        return unit.Blur2d().Reshape([extent, extent]);
    }

    private static AttributeProto[] Window(TracedStep step, ConvAttributes window) =>
    [
        OnnxAttribute.Of("kernel_shape", step.Inputs[1].First.Shape[2], step.Inputs[1].First.Shape[3]),
        OnnxAttribute.Of("strides", window.Stride, window.Stride),
        OnnxAttribute.Of("pads", window.Padding, window.Padding, window.Padding, window.Padding),
        OnnxAttribute.Of("group", (long)window.Groups),
    ];
}
