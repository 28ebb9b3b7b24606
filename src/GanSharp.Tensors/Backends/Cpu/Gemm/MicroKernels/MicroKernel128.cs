using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>Arm64 NEON: 8 rows × 3 vectors, 24 of 32 registers.</summary>
internal static unsafe class MicroKernel128
{
    public const int Rows = 8;
    public const int Vectors = 3;

    public static bool IsSupported => AdvSimd.Arm64.IsSupported;

    public static void Multiply<T>(
        int width, int depth, in MicroPanel<T> a, T* b, in Tile<T> tile, in Prefetch<T> prefetch)
        where T : unmanaged
    {
        if (width == Vector128<T>.Count)
            Narrow(depth, a, b, tile, prefetch);
        else
            Wide(depth, a, b, tile, prefetch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide<T>(int depth, in MicroPanel<T> a, T* b, Tile<T> tile, in Prefetch<T> prefetch)
        where T : unmanaged
    {
        var width = Vectors * Vector128<T>.Count;
        Row<T> r0 = default,
            r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default;
        T* a0 = a.Row(0),
            a1 = a.Row(1), a2 = a.Row(2), a3 = a.Row(3), a4 = a.Row(4), a5 = a.Row(5), a6 = a.Row(6), a7 = a.Row(7);
        var lines = prefetch;
        var d = (nint)0;
        for (int left = depth, run; left > 0; left -= run, d += a.Gap)
        {
            run = Math.Min(left, a.Segment);
            for (var i = 0; i < run; i++, b += width, d += a.DepthStride)
            {
                lines.Next();
                var x = Vector128.Load(b);
                var y = Vector128.Load(b + Vector128<T>.Count);
                var z = Vector128.Load(b + 2 * Vector128<T>.Count);
                r0.Add(Vector128.Create(a0[d]), x, y, z);
                r1.Add(Vector128.Create(a1[d]), x, y, z);
                r2.Add(Vector128.Create(a2[d]), x, y, z);
                r3.Add(Vector128.Create(a3[d]), x, y, z);
                r4.Add(Vector128.Create(a4[d]), x, y, z);
                r5.Add(Vector128.Create(a5[d]), x, y, z);
                r6.Add(Vector128.Create(a6[d]), x, y, z);
                r7.Add(Vector128.Create(a7[d]), x, y, z);
            }
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
    private static void Narrow<T>(int depth, in MicroPanel<T> a, T* b, Tile<T> tile, in Prefetch<T> prefetch)
        where T : unmanaged
    {
        var width = Vector128<T>.Count;
        Vector128<T> r0 = default,
            r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default;
        T* a0 = a.Row(0),
            a1 = a.Row(1), a2 = a.Row(2), a3 = a.Row(3), a4 = a.Row(4), a5 = a.Row(5), a6 = a.Row(6), a7 = a.Row(7);
        var lines = prefetch;
        var d = (nint)0;
        for (int left = depth, run; left > 0; left -= run, d += a.Gap)
        {
            run = Math.Min(left, a.Segment);
            for (var i = 0; i < run; i++, b += width, d += a.DepthStride)
            {
                lines.Next();
                var x = Vector128.Load(b);
                r0 = MultiplyAdd(Vector128.Create(a0[d]), x, r0);
                r1 = MultiplyAdd(Vector128.Create(a1[d]), x, r1);
                r2 = MultiplyAdd(Vector128.Create(a2[d]), x, r2);
                r3 = MultiplyAdd(Vector128.Create(a3[d]), x, r3);
                r4 = MultiplyAdd(Vector128.Create(a4[d]), x, r4);
                r5 = MultiplyAdd(Vector128.Create(a5[d]), x, r5);
                r6 = MultiplyAdd(Vector128.Create(a6[d]), x, r6);
                r7 = MultiplyAdd(Vector128.Create(a7[d]), x, r7);
            }
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
            MicroKernel128.Store(_x, to, add);
            MicroKernel128.Store(_y, to + Vector128<T>.Count, add);
            MicroKernel128.Store(_z, to + 2 * Vector128<T>.Count, add);
        }
    }
}
