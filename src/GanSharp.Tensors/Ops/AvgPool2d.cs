using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>The mean of every square window.</summary>
    /// <param name="x">Shape (N, C, H, W).</param>
    /// <param name="size">Side of the window, 1 to min(H, W).</param>
    /// <param name="stride">Step between neighbouring windows in pixels, at least 1.</param>
    /// <returns>Shape (N, C, (H - size) / stride + 1, (W - size) / stride + 1).</returns>
    /// <exception cref="TensorException">The window is larger than the images.</exception>
    public static Tensor AvgPool2d(this Tensor x, int size, int stride) =>
        AveragePool(PoolGeometryOf("avg-pool2d", x, size, stride), x);

    private static Tensor AveragePool(PoolGeometry g, Tensor x)
    {
        var y = x.EmptyLike([x.Shape[0], x.Shape[1], g.Rows, g.Columns]);
        x.Backend.AveragePool(g, x, y);
        return Tape.Record(
            "avg-pool2d", y, [x], (grad, _) => [AveragePoolGradient(g, grad)], new PoolAttributes(g.Size, g.Stride));
    }

    private static Tensor AveragePoolGradient(PoolGeometry g, Tensor y)
    {
        var x = y.EmptyLike([y.Shape[0], y.Shape[1], g.Height, g.Width]);
        y.Backend.AveragePoolGradient(g, y, x);
        return Tape.Record("avg-pool2d-gradient", x, [y], (grad, _) => [AveragePool(g, grad)]);
    }

    private static PoolGeometry PoolGeometryOf(string op, Tensor x, int size, int stride)
    {
        Check.Rank(op, "x", x, 4);
        Check.Positive(op, "size", size);
        Check.Positive(op, "stride", stride);
        if (size > x.Shape[2] || size > x.Shape[3])
            throw new TensorException(op, $"a window of ({size}, {size}) is larger than the images of {x.Shape}");
        return new(
            Planes: x.Shape[0] * x.Shape[1], Height: x.Shape[2], Width: x.Shape[3],
            Rows: (x.Shape[2] - size) / stride + 1, Columns: (x.Shape[3] - size) / stride + 1,
            Size: size, Stride: stride);
    }
}
