namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>Repeats every pixel: y[n, c, p, q] = x[n, c, p / scale, q / scale]</summary>
    /// <param name="x">Shape (N, C, H, W).</param>
    /// <param name="scale">Number of times that every pixel is repeated in each direction, at least 1.</param>
    /// <returns>Shape (N, C, H·scale, W·scale).</returns>
    public static Tensor UpsampleNearest(this Tensor x, int scale)
    {
        Check.Rank("upsample-nearest", "x", x, 4);
        Check.Positive("upsample-nearest", "scale", scale);
        return Tape.Record(
            "upsample-nearest", x.Backend.Upsample(x, scale), [x],
            (grad, _) => [grad.AvgPool2d(scale, scale).Mul(scale * scale)], scale);
    }
}
