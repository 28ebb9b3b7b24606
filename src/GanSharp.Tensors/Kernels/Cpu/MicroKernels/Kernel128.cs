using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>Arm64 NEON: 8 rows × 3 vectors, 24 of 32 registers.</summary>
internal static unsafe class Kernel128
{
    public const int Rows = 8;
    public const int Vectors = 3;

    public static bool IsSupported => AdvSimd.Arm64.IsSupported;

    public static void Multiply<T>(int width, int depth, T* a, T* b, T* tile, bool add) where T : unmanaged
    {
        if (width == Vector128<T>.Count)
            Narrow(depth, a, b, tile, add);
        else
            Wide(depth, a, b, tile, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide<T>(int depth, T* a, T* b, T* tile, bool add) where T : unmanaged
    {
        var width = Vectors * Vector128<T>.Count;
        Row<T> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default;
        for (var end = a + depth * Rows; a < end; a += Rows, b += width)
        {
            var x = Vector128.Load(b);
            var y = Vector128.Load(b + Vector128<T>.Count);
            var z = Vector128.Load(b + 2 * Vector128<T>.Count);
            r0.Add(Vector128.Create(a[0]), x, y, z);
            r1.Add(Vector128.Create(a[1]), x, y, z);
            r2.Add(Vector128.Create(a[2]), x, y, z);
            r3.Add(Vector128.Create(a[3]), x, y, z);
            r4.Add(Vector128.Create(a[4]), x, y, z);
            r5.Add(Vector128.Create(a[5]), x, y, z);
            r6.Add(Vector128.Create(a[6]), x, y, z);
            r7.Add(Vector128.Create(a[7]), x, y, z);
        }
        r0.Store(tile, add);
        r1.Store(tile + width, add);
        r2.Store(tile + 2 * width, add);
        r3.Store(tile + 3 * width, add);
        r4.Store(tile + 4 * width, add);
        r5.Store(tile + 5 * width, add);
        r6.Store(tile + 6 * width, add);
        r7.Store(tile + 7 * width, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow<T>(int depth, T* a, T* b, T* tile, bool add) where T : unmanaged
    {
        var width = Vector128<T>.Count;
        Vector128<T> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default;
        for (var end = a + depth * Rows; a < end; a += Rows, b += width)
        {
            var x = Vector128.Load(b);
            r0 = MultiplyAdd(Vector128.Create(a[0]), x, r0);
            r1 = MultiplyAdd(Vector128.Create(a[1]), x, r1);
            r2 = MultiplyAdd(Vector128.Create(a[2]), x, r2);
            r3 = MultiplyAdd(Vector128.Create(a[3]), x, r3);
            r4 = MultiplyAdd(Vector128.Create(a[4]), x, r4);
            r5 = MultiplyAdd(Vector128.Create(a[5]), x, r5);
            r6 = MultiplyAdd(Vector128.Create(a[6]), x, r6);
            r7 = MultiplyAdd(Vector128.Create(a[7]), x, r7);
        }
        Store(r0, tile, add);
        Store(r1, tile + width, add);
        Store(r2, tile + 2 * width, add);
        Store(r3, tile + 3 * width, add);
        Store(r4, tile + 4 * width, add);
        Store(r5, tile + 5 * width, add);
        Store(r6, tile + 6 * width, add);
        Store(r7, tile + 7 * width, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector128<T> sum, T* to, bool add) where T : unmanaged =>
        Vector128.Store(add ? Vector128.Load(to) + sum : sum, to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> MultiplyAdd<T>(Vector128<T> a, Vector128<T> b, Vector128<T> sum) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector128.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), sum.AsSingle()).As<float, T>()
            : Vector128.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), sum.AsDouble()).As<double, T>();

    /// <summary>One row of the tile in registers.</summary>
    private struct Row<T> where T : unmanaged
    {
        private Vector128<T> _x, _y, _z;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector128<T> a, Vector128<T> x, Vector128<T> y, Vector128<T> z)
        {
            _x = MultiplyAdd(a, x, _x);
            _y = MultiplyAdd(a, y, _y);
            _z = MultiplyAdd(a, z, _z);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T* to, bool add)
        {
            Kernel128.Store(_x, to, add);
            Kernel128.Store(_y, to + Vector128<T>.Count, add);
            Kernel128.Store(_z, to + 2 * Vector128<T>.Count, add);
        }
    }
}
