using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>AVX2 with FMA: 6 rows × 2 vectors, 12 of 16 registers.</summary>
internal static unsafe class MicroKernel256
{
    public const int Rows = 6;
    public const int Vectors = 2;

    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    public static void Multiply<T>(
        int width, int depth, in MicroPanel<T> a, T* b, in Tile<T> tile, in Prefetch<T> prefetch)
        where T : unmanaged
    {
        if (width == Vector256<T>.Count)
            Narrow(depth, a, b, tile, prefetch);
        else
            Wide(depth, a, b, tile, prefetch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide<T>(int depth, in MicroPanel<T> a, T* b, Tile<T> tile, in Prefetch<T> prefetch)
        where T : unmanaged
    {
        var width = Vectors * Vector256<T>.Count;
        Row<T> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default;
        T* a0 = a.Row(0), a1 = a.Row(1), a2 = a.Row(2), a3 = a.Row(3), a4 = a.Row(4), a5 = a.Row(5);
        var lines = prefetch;
        var d = (nint)0;
        for (int left = depth, run; left > 0; left -= run, d += a.Gap)
        {
            run = Math.Min(left, a.Segment);
            for (var i = 0; i < run; i++, b += width, d += a.DepthStride)
            {
                lines.Next();
                var x = Vector256.Load(b);
                var y = Vector256.Load(b + Vector256<T>.Count);
                r0.Add(Vector256.Create(a0[d]), x, y);
                r1.Add(Vector256.Create(a1[d]), x, y);
                r2.Add(Vector256.Create(a2[d]), x, y);
                r3.Add(Vector256.Create(a3[d]), x, y);
                r4.Add(Vector256.Create(a4[d]), x, y);
                r5.Add(Vector256.Create(a5[d]), x, y);
            }
        }
        r0.Store(tile.Row(0), tile.Adds);
        r1.Store(tile.Row(1), tile.Adds);
        r2.Store(tile.Row(2), tile.Adds);
        r3.Store(tile.Row(3), tile.Adds);
        r4.Store(tile.Row(4), tile.Adds);
        r5.Store(tile.Row(5), tile.Adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow<T>(int depth, in MicroPanel<T> a, T* b, Tile<T> tile, in Prefetch<T> prefetch)
        where T : unmanaged
    {
        var width = Vector256<T>.Count;
        Vector256<T> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default;
        T* a0 = a.Row(0), a1 = a.Row(1), a2 = a.Row(2), a3 = a.Row(3), a4 = a.Row(4), a5 = a.Row(5);
        var lines = prefetch;
        var d = (nint)0;
        for (int left = depth, run; left > 0; left -= run, d += a.Gap)
        {
            run = Math.Min(left, a.Segment);
            for (var i = 0; i < run; i++, b += width, d += a.DepthStride)
            {
                lines.Next();
                var x = Vector256.Load(b);
                r0 = MultiplyAdd(Vector256.Create(a0[d]), x, r0);
                r1 = MultiplyAdd(Vector256.Create(a1[d]), x, r1);
                r2 = MultiplyAdd(Vector256.Create(a2[d]), x, r2);
                r3 = MultiplyAdd(Vector256.Create(a3[d]), x, r3);
                r4 = MultiplyAdd(Vector256.Create(a4[d]), x, r4);
                r5 = MultiplyAdd(Vector256.Create(a5[d]), x, r5);
            }
        }
        Store(r0, tile.Row(0), tile.Adds);
        Store(r1, tile.Row(1), tile.Adds);
        Store(r2, tile.Row(2), tile.Adds);
        Store(r3, tile.Row(3), tile.Adds);
        Store(r4, tile.Row(4), tile.Adds);
        Store(r5, tile.Row(5), tile.Adds);
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
            MicroKernel256.Store(_x, to, add);
            MicroKernel256.Store(_y, to + Vector256<T>.Count, add);
        }
    }
}
