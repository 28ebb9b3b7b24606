using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>AVX2 with FMA: 6 rows × 2 vectors, 12 of 16 registers.</summary>
internal static unsafe class Kernel256
{
    public const int Rows = 6;
    public const int Vectors = 2;

    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    public static void Multiply<T>(int width, int depth, T* a, T* b, T* tile, bool add) where T : unmanaged
    {
        if (width == Vector256<T>.Count)
            Narrow(depth, a, b, tile, add);
        else
            Wide(depth, a, b, tile, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide<T>(int depth, T* a, T* b, T* tile, bool add) where T : unmanaged
    {
        var width = Vectors * Vector256<T>.Count;
        Row<T> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default;
        for (var end = a + depth * Rows; a < end; a += Rows, b += width)
        {
            var x = Vector256.Load(b);
            var y = Vector256.Load(b + Vector256<T>.Count);
            r0.Add(Vector256.Create(a[0]), x, y);
            r1.Add(Vector256.Create(a[1]), x, y);
            r2.Add(Vector256.Create(a[2]), x, y);
            r3.Add(Vector256.Create(a[3]), x, y);
            r4.Add(Vector256.Create(a[4]), x, y);
            r5.Add(Vector256.Create(a[5]), x, y);
        }
        r0.Store(tile, add);
        r1.Store(tile + width, add);
        r2.Store(tile + 2 * width, add);
        r3.Store(tile + 3 * width, add);
        r4.Store(tile + 4 * width, add);
        r5.Store(tile + 5 * width, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow<T>(int depth, T* a, T* b, T* tile, bool add) where T : unmanaged
    {
        var width = Vector256<T>.Count;
        Vector256<T> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default;
        for (var end = a + depth * Rows; a < end; a += Rows, b += width)
        {
            var x = Vector256.Load(b);
            r0 = MultiplyAdd(Vector256.Create(a[0]), x, r0);
            r1 = MultiplyAdd(Vector256.Create(a[1]), x, r1);
            r2 = MultiplyAdd(Vector256.Create(a[2]), x, r2);
            r3 = MultiplyAdd(Vector256.Create(a[3]), x, r3);
            r4 = MultiplyAdd(Vector256.Create(a[4]), x, r4);
            r5 = MultiplyAdd(Vector256.Create(a[5]), x, r5);
        }
        Store(r0, tile, add);
        Store(r1, tile + width, add);
        Store(r2, tile + 2 * width, add);
        Store(r3, tile + 3 * width, add);
        Store(r4, tile + 4 * width, add);
        Store(r5, tile + 5 * width, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector256<T> sum, T* to, bool add) where T : unmanaged =>
        Vector256.Store(add ? Vector256.Load(to) + sum : sum, to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd<T>(Vector256<T> a, Vector256<T> b, Vector256<T> sum) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), sum.AsSingle()).As<float, T>()
            : Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), sum.AsDouble()).As<double, T>();

    /// <summary>One row of the tile in registers.</summary>
    private struct Row<T> where T : unmanaged
    {
        private Vector256<T> _x, _y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector256<T> a, Vector256<T> x, Vector256<T> y)
        {
            _x = MultiplyAdd(a, x, _x);
            _y = MultiplyAdd(a, y, _y);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T* to, bool add)
        {
            Kernel256.Store(_x, to, add);
            Kernel256.Store(_y, to + Vector256<T>.Count, add);
        }
    }
}
