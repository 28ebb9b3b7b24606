using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Elementwise;

/// <summary>
/// Optimiser steps, each in one pass over memory. Buffers are padded to whole registers (<see cref="BufferPool"/>), so
/// the last register is no special case. Averages that fade away become 0 before they are subnormal, because processors
/// then take up to a hundred times as long.
/// </summary>
internal static unsafe class ParameterUpdate
{
    public static void Sgd<T>(T* parameter, T* gradient, T* velocity, int count, in SgdStep step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> rates = Repeat<T>(step.Rate), momenta = Repeat<T>(step.Momentum);
        Vector<T> decays = Repeat<T>(step.WeightDecay), least = LeastAverage<T>();
        Chunks.For(count, (start, length) =>
        {
            for (var i = start; i < start + length; i += Vector<T>.Count)
            {
                var p = Vector.Load(parameter + i);
                var v = momenta * Vector.Load(velocity + i) + (Vector.Load(gradient + i) + decays * p);
                ZeroIfBelow(least, v).Store(velocity + i);
                (p - rates * v).Store(parameter + i);
            }
        });
    }

    public static void RmsProp<T>(T* parameter, T* gradient, T* square, int count, in RmsPropStep step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> rates = Repeat<T>(step.Rate), keep = Repeat<T>(step.Alpha), take = Repeat<T>(1 - step.Alpha);
        Vector<T> eps = Repeat<T>(step.Epsilon), decays = Repeat<T>(step.WeightDecay);
        Vector<T> least = LeastAverage<T>(), leastToSquare = LeastToSquare<T>();
        Chunks.For(count, (start, length) =>
        {
            for (var i = start; i < start + length; i += Vector<T>.Count)
            {
                var p = Vector.Load(parameter + i);
                var g = Vector.Load(gradient + i) + decays * p;
                var part = ZeroIfBelow(leastToSquare, g);
                var s = keep * Vector.Load(square + i) + take * part * part;
                ZeroIfBelow(least, s).Store(square + i);
                (p - rates * g / (Vector.SquareRoot(s) + eps)).Store(parameter + i);
            }
        });
    }

    public static void Adam<T>(T* parameter, T* gradient, T* mean, T* square, int count, in AdamStep step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> keepMean = Repeat<T>(step.Beta1), takeMean = Repeat<T>(1 - step.Beta1);
        Vector<T> keepSquare = Repeat<T>(step.Beta2), takeSquare = Repeat<T>(1 - step.Beta2);
        var rate = Repeat<T>(step.Rate / (1 - Math.Pow(step.Beta1, step.Number)));
        var rootCorrection = Repeat<T>(1 / Math.Sqrt(1 - Math.Pow(step.Beta2, step.Number)));
        var epsilon = Repeat<T>(step.Epsilon);
        var shrink = Repeat<T>(step.Decoupled ? 1 - step.Rate * step.WeightDecay : 1);
        var decay = Repeat<T>(step.Decoupled ? 0 : step.WeightDecay);
        Vector<T> least = LeastAverage<T>(), leastToSquare = LeastToSquare<T>();
        Chunks.For(count, (start, length) =>
        {
            for (var i = start; i < start + length; i += Vector<T>.Count)
            {
                var p = Vector.Load(parameter + i);
                var g = Vector.Load(gradient + i) + decay * p;
                var m = keepMean * Vector.Load(mean + i) + takeMean * g;
                var part = ZeroIfBelow(leastToSquare, g);
                var s = keepSquare * Vector.Load(square + i) + takeSquare * part * part;
                ZeroIfBelow(least, m).Store(mean + i);
                ZeroIfBelow(least, s).Store(square + i);
                (shrink * p - rate * m / (Vector.SquareRoot(s) * rootCorrection + epsilon)).Store(parameter + i);
            }
        });
    }

    /// <summary>Far above the least normal number, so that a step does not get below it.</summary>
    private static Vector<T> LeastAverage<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Repeat<T>(typeof(T) == typeof(float) ? 1e-35 : 1e-300);

    /// <summary>Gradients below it add nothing to a root of squares next to epsilon.</summary>
    private static Vector<T> LeastToSquare<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Repeat<T>(typeof(T) == typeof(float) ? 1e-16 : 1e-140);

    private static Vector<T> ZeroIfBelow<T>(Vector<T> least, Vector<T> value) where T : unmanaged =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(value), least), Vector<T>.Zero, value);

    private static Vector<T> Repeat<T>(double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.Create(T.CreateTruncating(value));
}
