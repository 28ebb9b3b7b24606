using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>AVX-512: 8 rows × 3 vectors, 24 of 32 registers.</summary>
internal static unsafe class MicroKernel512
{
    public const int Rows = 8;
    public const int Vectors = 3;

    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    public static void Multiply<T>(
        int width, int depth, in MicroPanel<T> a, T* b, in Tile<T> tile, Prefetch<T> prefetch)
        where T : unmanaged
    {
        if (width == Vector512<T>.Count)
            Narrow(depth, a, b, tile, prefetch);
        else
            Wide(depth, a, b, tile, prefetch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide<T>(int depth, MicroPanel<T> a, T* b, Tile<T> tile, Prefetch<T> prefetch)
        where T : unmanaged
    {
        var width = Vectors * Vector512<T>.Count;
        Row<T> r0 = default,
            r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default;
        T* a0 = a.Row(0),
            a1 = a.Row(1), a2 = a.Row(2), a3 = a.Row(3), a4 = a.Row(4), a5 = a.Row(5), a6 = a.Row(6), a7 = a.Row(7);
        var d = (nint)0;
        for (var end = b + depth * width; b < end; b += width, d += a.DepthStride)
        {
            prefetch.Next();
            var x = Vector512.Load(b);
            var y = Vector512.Load(b + Vector512<T>.Count);
            var z = Vector512.Load(b + 2 * Vector512<T>.Count);
            r0.Add(Vector512.Create(a0[d]), x, y, z);
            r1.Add(Vector512.Create(a1[d]), x, y, z);
            r2.Add(Vector512.Create(a2[d]), x, y, z);
            r3.Add(Vector512.Create(a3[d]), x, y, z);
            r4.Add(Vector512.Create(a4[d]), x, y, z);
            r5.Add(Vector512.Create(a5[d]), x, y, z);
            r6.Add(Vector512.Create(a6[d]), x, y, z);
            r7.Add(Vector512.Create(a7[d]), x, y, z);
        }
        r0.Store(tile.Row(0), tile.Adds);
        r1.Store(tile.Row(1), tile.Adds);
        r2.Store(tile.Row(2), tile.Adds);
        r3.Store(tile.Row(3), tile.Adds);
        r4.Store(tile.Row(4), tile.Adds);
        r5.Store(tile.Row(5), tile.Adds);
        r6.Store(tile.Row(6), tile.Adds);
        r7.Store(tile.Row(7), tile.Adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow<T>(int depth, MicroPanel<T> a, T* b, Tile<T> tile, Prefetch<T> prefetch)
        where T : unmanaged
    {
        var width = Vector512<T>.Count;
        Vector512<T> r0 = default,
            r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default;
        T* a0 = a.Row(0),
            a1 = a.Row(1), a2 = a.Row(2), a3 = a.Row(3), a4 = a.Row(4), a5 = a.Row(5), a6 = a.Row(6), a7 = a.Row(7);
        var d = (nint)0;
        for (var end = b + depth * width; b < end; b += width, d += a.DepthStride)
        {
            prefetch.Next();
            var x = Vector512.Load(b);
            r0 = MultiplyAdd(Vector512.Create(a0[d]), x, r0);
            r1 = MultiplyAdd(Vector512.Create(a1[d]), x, r1);
            r2 = MultiplyAdd(Vector512.Create(a2[d]), x, r2);
            r3 = MultiplyAdd(Vector512.Create(a3[d]), x, r3);
            r4 = MultiplyAdd(Vector512.Create(a4[d]), x, r4);
            r5 = MultiplyAdd(Vector512.Create(a5[d]), x, r5);
            r6 = MultiplyAdd(Vector512.Create(a6[d]), x, r6);
            r7 = MultiplyAdd(Vector512.Create(a7[d]), x, r7);
        }
        Store(r0, tile.Row(0), tile.Adds);
        Store(r1, tile.Row(1), tile.Adds);
        Store(r2, tile.Row(2), tile.Adds);
        Store(r3, tile.Row(3), tile.Adds);
        Store(r4, tile.Row(4), tile.Adds);
        Store(r5, tile.Row(5), tile.Adds);
        Store(r6, tile.Row(6), tile.Adds);
        Store(r7, tile.Row(7), tile.Adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector512<T> sum, T* to, bool add) where T : unmanaged =>
        Vector512.Store(add ? Vector512.Load(to) + sum : sum, to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> MultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> sum) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), sum.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), sum.AsDouble()).As<double, T>();

    /// <summary>One row of the tile in registers.</summary>
    private struct Row<T> where T : unmanaged
    {
        private Vector512<T> _x, _y, _z;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<T> a, Vector512<T> x, Vector512<T> y, Vector512<T> z)
        {
            _x = MultiplyAdd(a, x, _x);
            _y = MultiplyAdd(a, y, _y);
            _z = MultiplyAdd(a, z, _z);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T* to, bool add)
        {
            MicroKernel512.Store(_x, to, add);
            MicroKernel512.Store(_y, to + Vector512<T>.Count, add);
            MicroKernel512.Store(_z, to + 2 * Vector512<T>.Count, add);
        }
    }
}
