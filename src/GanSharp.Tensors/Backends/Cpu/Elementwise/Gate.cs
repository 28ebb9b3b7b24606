using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Elementwise;

/// <summary>
/// Gated linear units: of each sample, the first <c>length</c> numbers a times the sigmoid of the next as many, b.
/// </summary>
internal static unsafe class Gate
{
    /// <summary>Numbers that are computed together, so that all operands stay in the L1 cache.</summary>
    private const int Together = 1024;

    /// <summary>y = a · σ(b)</summary>
    public static void Forward<T>(T* x, T* y, int samples, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ForPieces(samples, length, (sample, from, count) =>
        {
            var a = x + 2L * sample * length + from;
            VectorLoop.Binary<T, SigmoidTimes>(
                new(a + length, count), new(a, count), new(y + (long)sample * length + from, count), default);
        });

    /// <summary>gradX = (grad · σ(b), grad · a · σ(b) · (1 - σ(b)))</summary>
    public static void Gradient<T>(T* grad, T* x, T* gradX, int samples, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ForPieces(samples, length, (sample, from, count) =>
        {
            var start = 2L * sample * length + from;
            ReadOnlySpan<T> g = new(grad + (long)sample * length + from, count),
                a = new(x + start, count), b = new(x + start + length, count);
            Span<T> gradA = new(gradX + start, count), gradB = new(gradX + start + length, count);
            VectorLoop.Unary(b, gradB, new Sigmoid());
            TensorPrimitives.Multiply(g, gradB, gradA);
            VectorLoop.Binary(a, gradB, gradB, new TimesOneMinus());
            TensorPrimitives.Multiply<T>(gradB, gradA, gradB);
        });

    /// <summary>Calls the body with a sample, and the start and length of a piece of its numbers.</summary>
    private static void ForPieces(int samples, int length, Action<int, int, int> body) =>
        Chunks.For(samples * length, (start, count) =>
        {
            for (var end = start + count; start < end;)
            {
                var (sample, from) = Math.DivRem(start, length);
                var piece = Math.Min(Together, Math.Min(end - start, length - from));
                body(sample, from, piece);
                start += piece;
            }
        });

    /// <summary>σ(a) · b</summary>
    private readonly struct SigmoidTimes : IVectorBinary
    {
        public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            new Sigmoid().At(a) * b;
    }

    /// <summary>a · (1 - b)</summary>
    private readonly struct TimesOneMinus : IVectorBinary
    {
        public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            a * (Vector<T>.One - b);
    }
}
