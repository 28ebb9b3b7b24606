using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

/// <summary>What changes a tensor where it stands: optimiser steps, running averages, clipping. Never recorded on the tape.</summary>
public static class InPlace
{
    /// <summary>target = source</summary>
    /// <exception cref="TensorException">Shapes or types differ.</exception>
    public static void Copy(Tensor target, Tensor source)
    {
        Alike("copy", target, source);
        Kernel.CopyBlocks(source, 0, source.Count, target, 0, target.Count, 1, source.Count);
    }

    /// <summary>target += amount · (source - target): a step of a running average.</summary>
    /// <exception cref="TensorException">Shapes or types differ.</exception>
    public static void Lerp(Tensor target, Tensor source, double amount)
    {
        Alike("lerp", target, source);
        Kernel.Zip(target, source, target, new LerpZip(amount));
    }

    /// <summary>x = min(max(x, low), high)</summary>
    public static void Clamp(Tensor x, double low, double high) => Kernel.Map(x, x, new ClampMap(low, high));

    /// <summary>velocity = momentum · velocity + gradient + decay · parameter; parameter -= rate · velocity</summary>
    /// <exception cref="TensorException">Shapes or types differ.</exception>
    public static void Sgd(Tensor parameter, Tensor gradient, Tensor velocity, double rate, double momentum, double weightDecay)
    {
        Alike("sgd", parameter, gradient, velocity);
        Kernel.Sgd(parameter, gradient, velocity, rate, momentum, weightDecay);
    }

    /// <summary>square = alpha · square + (1 - alpha) · g²; parameter -= rate · g / (√square + epsilon), with g = gradient + decay · parameter</summary>
    /// <exception cref="TensorException">Shapes or types differ.</exception>
    public static void RmsProp(
        Tensor parameter, Tensor gradient, Tensor square, double rate, double alpha, double epsilon, double weightDecay)
    {
        Alike("rmsprop", parameter, gradient, square);
        Kernel.RmsProp(parameter, gradient, square, rate, alpha, epsilon, weightDecay);
    }

    /// <summary>
    /// mean = β₁·mean + (1-β₁)·g; square = β₂·square + (1-β₂)·g²; parameter -= rate · m̂ / (√ŝ + epsilon), where m̂ and ŝ are the
    /// averages with their bias corrected.
    /// </summary>
    /// <remarks>Kingma and Ba 2014, "Adam"; Loshchilov and Hutter 2017, "Decoupled weight decay regularization".</remarks>
    /// <exception cref="TensorException">Shapes or types differ.</exception>
    public static void Adam(Tensor parameter, Tensor gradient, Tensor mean, Tensor square, in AdamStep step)
    {
        Alike("adam", parameter, gradient, mean, square);
        Kernel.Adam(parameter, gradient, mean, square, step);
    }

    private static void Alike(string op, Tensor target, params ReadOnlySpan<Tensor> others)
    {
        foreach (var other in others)
        {
            if (other.Shape != target.Shape || other.DType != target.DType)
                throw new TensorException(op, $"{other.DType} {other.Shape} is not like {target.DType} {target.Shape}");
        }
    }

    private readonly struct LerpZip(double amount) : IZip, ILaneZip
    {
        public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Zip(a, b, y, this);

        public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            a + (b - a) * T.CreateTruncating(amount);
    }

    private readonly struct ClampMap(double low, double high) : IMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TensorPrimitives.Max(x, T.CreateTruncating(low), y);
            TensorPrimitives.Min(y, T.CreateTruncating(high), y);
        }
    }
}
