using GanSharp.Tensors.Backends;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Ops;

/// <summary>
/// Operations that change a tensor in place: optimiser steps, running averages, clipping. Never recorded on the tape.
/// </summary>
public static class InPlace
{
    /// <summary>target = source</summary>
    /// <exception cref="TensorException">Shapes or types differ.</exception>
    public static void Copy(Tensor target, Tensor source)
    {
        Alike("copy", target, source);
        source.CopyTo(target);
    }

    /// <summary>
    /// target[first + i] = source[i] for every row i of the source. Only the number of elements per row must match.
    /// </summary>
    /// <exception cref="TensorException">
    /// The source does not hold whole rows, the types differ, or the rows do not fit the target.
    /// </exception>
    public static void CopyRows(Tensor target, int first, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(source);
        Check.SameType("copy-rows", target, source);
        var width = target.Shape.Rank == 0 ? 0 : target.Shape.CountOf(1, target.Shape.Rank);
        if (width == 0 || source.Count % width != 0 || first < 0 || first > target.Shape[0] - source.Count / width)
            throw new TensorException("copy-rows", $"{source.Shape} does not fit {target.Shape} from row {first}");
        target.Backend.CopyBlocks(source, target, BlockCopy.Run(source.Count, targetStart: first * width));
    }

    /// <summary>target += amount · (source - target): a step of a running average.</summary>
    /// <exception cref="TensorException">Shapes or types differ.</exception>
    public static void Lerp(Tensor target, Tensor source, double amount)
    {
        Alike("lerp", target, source);
        target.Backend.Binary(BinaryOp.Lerp, target, source, target, amount);
    }

    /// <summary>target += source</summary>
    /// <exception cref="TensorException">Shapes or types differ.</exception>
    public static void Add(Tensor target, Tensor source)
    {
        Alike("add", target, source);
        target.Backend.Binary(BinaryOp.Add, target, source, target);
    }

    /// <summary>x *= factor</summary>
    public static void Scale(Tensor x, double factor) => x.Backend.Unary(UnaryOp.MulScalar, x, x, factor);

    /// <summary>x = min(max(x, low), high)</summary>
    public static void Clamp(Tensor x, double low, double high) => x.Backend.Unary(UnaryOp.Clamp, x, x, low, high);

    /// <summary>
    /// velocity = momentum · velocity + gradient + decay · parameter; parameter -= rate · velocity
    /// </summary>
    /// <exception cref="TensorException">Shapes or types differ.</exception>
    public static void Sgd(Tensor parameter, Tensor gradient, Tensor velocity, in SgdStep step)
    {
        Alike("sgd", parameter, gradient, velocity);
        parameter.Backend.Sgd(parameter, gradient, velocity, step);
    }

    /// <summary>
    /// square = alpha · square + (1 - alpha) · g²; parameter -= rate · g / (√square + epsilon), with g = gradient
    /// + decay · parameter
    /// </summary>
    /// <exception cref="TensorException">Shapes or types differ.</exception>
    public static void RmsProp(Tensor parameter, Tensor gradient, Tensor square, in RmsPropStep step)
    {
        Alike("rmsprop", parameter, gradient, square);
        parameter.Backend.RmsProp(parameter, gradient, square, step);
    }

    /// <summary>
    /// mean = β₁·mean + (1-β₁)·g; square = β₂·square + (1-β₂)·g²; parameter -= rate · m̂ / (√ŝ +
    /// epsilon), where m̂ and ŝ are the bias-corrected averages.
    /// </summary>
    /// <remarks>
    /// Kingma and Ba 2014, "Adam"; Loshchilov and Hutter 2017, "Decoupled weight decay regularization".
    /// </remarks>
    /// <exception cref="TensorException">Shapes or types differ.</exception>
    public static void Adam(Tensor parameter, Tensor gradient, Tensor mean, Tensor square, in AdamStep step)
    {
        Alike("adam", parameter, gradient, mean, square);
        parameter.Backend.Adam(parameter, gradient, mean, square, step);
    }

    private static void Alike(string op, Tensor target, params ReadOnlySpan<Tensor> others)
    {
        foreach (var other in others)
        {
            if (other.Shape != target.Shape || other.DType != target.DType)
                throw new TensorException(
                    op, $"{other.DType} {other.Shape} does not match {target.DType} {target.Shape}");
        }
    }
}
