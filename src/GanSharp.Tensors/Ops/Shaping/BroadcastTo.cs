using GanSharp.Tensors.Kernels;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>x repeated along new leading axes and along axes of extent 1 until it has <paramref name="shape"/>.</summary>
    /// <exception cref="TensorException">x does not broadcast to that shape.</exception>
    public static Tensor BroadcastTo(this Tensor x, Shape shape)
    {
        if (x.Shape == shape)
            return x;
        if (Shape.Broadcast("broadcast-to", x.Shape, shape) != shape)
            throw new TensorException("broadcast-to", $"{x.Shape} does not broadcast to {shape}");
        var y = Kernel.Zip(x, Tensor.Zeros(Shape.Scalar, x.DType), shape, new AddZip());
        return Tape.Record("broadcast-to", y, [x], (grad, _) => [grad.SumTo(x.Shape)]);
    }
}
