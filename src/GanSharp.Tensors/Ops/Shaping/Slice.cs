using GanSharp.Tensors.Kernels;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>The part of x from <paramref name="start"/>, <paramref name="length"/> long, along <paramref name="axis"/>.</summary>
    /// <exception cref="TensorException">That part is not within x.</exception>
    public static Tensor Slice(this Tensor x, int axis, int start, int length)
    {
        axis = x.Shape.Axis("slice", axis);
        var extent = x.Shape[axis];
        if (start < 0 || length < 0 || start > extent - length)
            throw new TensorException("slice", $"{start} to {(long)start + length} is outside axis {axis} of {x.Shape}");
        var inner = x.Shape.CountOf(axis + 1, x.Shape.Rank);
        var y = new Tensor(x.Shape.With(axis, length), x.DType);
        Kernel.CopyBlocks(x, start * inner, extent * inner, y, 0, length * inner, x.Shape.CountOf(0, axis), length * inner);
        return Tape.Record("slice", y, [x], (grad, _) => [grad.Pad(axis, start, extent - start - length)]);
    }

    /// <summary>x with zeros before and after it along <paramref name="axis"/>.</summary>
    /// <exception cref="TensorException">A number of zeros is negative.</exception>
    public static Tensor Pad(this Tensor x, int axis, int before, int after)
    {
        axis = x.Shape.Axis("pad", axis);
        if (before < 0 || after < 0)
            throw new TensorException("pad", $"{before} and {after} zeros around axis {axis} of {x.Shape} must not be negative");
        var extent = x.Shape[axis];
        var padded = before + extent + after;
        var inner = x.Shape.CountOf(axis + 1, x.Shape.Rank);
        var y = Tensor.Zeros(x.Shape.With(axis, padded), x.DType);
        Kernel.CopyBlocks(x, 0, extent * inner, y, before * inner, padded * inner, x.Shape.CountOf(0, axis), extent * inner);
        return Tape.Record("pad", y, [x], (grad, _) => [grad.Slice(axis, before, extent)]);
    }
}
