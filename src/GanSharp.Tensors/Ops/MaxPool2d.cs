namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>The largest element of every square window. The first of equal maxima receives the gradient.</summary>
    /// <inheritdoc cref="AvgPool2d"/>
    public static Tensor MaxPool2d(this Tensor x, int size, int stride)
    {
        var g = PoolGeometryOf("max-pool2d", x, size, stride);
        var winners = x.Backend.LargestOfWindows(g, x);
        var y = x.Reshape([x.Count, 1]).Embedding(winners).Reshape([x.Shape[0], x.Shape[1], g.Rows, g.Columns]);
        return Trace.IsOn ? Trace.Whole("max-pool2d", y, [x], new PoolAttributes(size, stride)) : y;
    }
}
