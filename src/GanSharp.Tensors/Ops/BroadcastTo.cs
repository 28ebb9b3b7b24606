using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// x repeated along new leading axes and along axes of extent 1 until it has <paramref name="shape"/>.
    /// </summary>
    /// <exception cref="TensorException">x does not broadcast to that shape.</exception>
    public static Tensor BroadcastTo(this Tensor x, Shape shape)
    {
        if (x.Shape == shape)
            return x;
        if (Shape.Broadcast("broadcast-to", x.Shape, shape) != shape)
            throw new TensorException("broadcast-to", $"{x.Shape} does not broadcast to {shape}");
        var y = x.Backend.Binary(BinaryOp.Add, x, Tensor.Zeros(Shape.Scalar, x.DType, x.Device), shape);
        return Tape.Record("broadcast-to", y, [x], (grad, _) => [grad.SumTo(x.Shape)]);
    }
}
