using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>AVX-512: 8 rows × 1 to 3 vectors, at most 24 of 32 registers.</summary>
internal static unsafe class MicroKernel512
{
    public const int Rows = 8;
    public const int Vectors = 3;

    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<T>(
        int width, int depth, in MicroPanel<T> a, T* b, in Tile<T> tile, in Prefetch<T> prefetch)
        where T : unmanaged =>
        Multiply<T, PackedColumns<T>>(width, depth, a, new(b, width), tile, prefetch);

    public static void MultiplyAndPack<T>(
        int width, int depth, in MicroPanel<T> a, MatrixView<T> b, T* packed, in Tile<T> tile)
        where T : unmanaged =>
        Multiply<T, ColumnsInPlace<T>>(width, depth, a, new(b, packed, width), tile, Prefetch<T>.None);

    public static void MultiplyInPlace<T>(
        int width, int depth, in MicroPanel<T> a, T* b, long* offsets, in Tile<T> tile)
        where T : unmanaged =>
        Multiply<T, ColumnsAtOffsets<T>>(width, depth, a, new(b, offsets), tile, Prefetch<T>.None);

    /// <summary>
    /// As <see cref="MultiplyInPlace"/> with a wide tile, but its last four rows meet the columns after those of the
    /// first four.
    /// </summary>
    public static void MultiplyHalvesInPlace<T>(int depth, in MicroPanel<T> a, T* b, long* offsets, in Tile<T> tile)
        where T : unmanaged =>
        Multiply<T, TwiceColumnsAtOffsets<T>, ThreeVectors<T>>(
            depth, a, new(new(b, offsets)), tile, Prefetch<T>.None);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply<T, TColumns>(
        int width, int depth, in MicroPanel<T> a, TColumns b, in Tile<T> tile, in Prefetch<T> prefetch)
        where T : unmanaged
        where TColumns : struct, IColumns<T>
    {
        if (width == Vector512<T>.Count)
            Multiply<T, TColumns, OneVector<T>>(depth, a, b, tile, prefetch);
        else if (width == 2 * Vector512<T>.Count)
            Multiply<T, TColumns, TwoVectors<T>>(depth, a, b, tile, prefetch);
        else
            Multiply<T, TColumns, ThreeVectors<T>>(depth, a, b, tile, prefetch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<T, TColumns, TRow>(
        int depth, in MicroPanel<T> a, TColumns b, in Tile<T> tile, in Prefetch<T> prefetch)
        where T : unmanaged
        where TColumns : struct, IColumns<T>
        where TRow : struct, IRow<T>
    {
        TRow r0 = default,
            r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default;
        T* a0 = a.Row(0),
            a1 = a.Row(1), a2 = a.Row(2), a3 = a.Row(3), a4 = a.Row(4), a5 = a.Row(5), a6 = a.Row(6), a7 = a.Row(7);
        var lines = prefetch;
        var d = (nint)0;
        for (int left = depth, run; left > 0; left -= run, d += a.Gap)
        {
            run = Math.Min(left, a.Segment);
            for (var i = 0; i < run; i++, d += a.DepthStride)
            {
                lines.Next();
                var x = b.Vector(0);
                var y = TRow.Vectors > 1 ? b.Vector(1) : default;
                var z = TRow.Vectors > 2 ? b.Vector(2) : default;
                r0.Add(Vector512.Create(a0[d]), x, y, z);
                r1.Add(Vector512.Create(a1[d]), x, y, z);
                r2.Add(Vector512.Create(a2[d]), x, y, z);
                r3.Add(Vector512.Create(a3[d]), x, y, z);
                if (TColumns.Halves)
                    (x, y, z) = (b.Vector(3), b.Vector(4), b.Vector(5));
                b.Next();
                r4.Add(Vector512.Create(a4[d]), x, y, z);
                r5.Add(Vector512.Create(a5[d]), x, y, z);
                r6.Add(Vector512.Create(a6[d]), x, y, z);
                r7.Add(Vector512.Create(a7[d]), x, y, z);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector512<T> sum, T* to, bool add) where T : unmanaged =>
        Vector512.Store(add ? Vector512.Load(to) + sum : sum, to);

    /// <summary>a·b + sum, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> sum) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), sum.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), sum.AsDouble()).As<double, T>();

    /// <summary>The columns of B, depth by depth.</summary>
    private interface IColumns<T> where T : unmanaged
    {
        /// <summary>Whether the last four rows meet the three vectors after the first ones.</summary>
        static virtual bool Halves => false;

        Vector512<T> Vector(int index);

        void Next();
    }

    private struct PackedColumns<T>(T* panel, nint width) : IColumns<T> where T : unmanaged
    {
        private T* _panel = panel;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector512<T> Vector(int index) => Vector512.Load(_panel + index * Vector512<T>.Count);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Next() => _panel += width;
    }

    /// <summary>Reads B where it is and writes it into a panel, for the rows of A that follow.</summary>
    private struct ColumnsInPlace<T>(MatrixView<T> rows, T* panel, nint width) : IColumns<T> where T : unmanaged
    {
        /// <summary>Rows of B that are prefetched before they are read.</summary>
        private const int RowsAhead = 24;

        private T* _row = rows.Start, _panel = panel;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector512<T> Vector(int index)
        {
            var from = _row + index * Vector512<T>.Count;
            if (Sse.IsSupported)
                Sse.Prefetch0(from + RowsAhead * rows.Stride);
            var vector = Vector512.Load(from);
            vector.Store(_panel + index * Vector512<T>.Count);
            return vector;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Next()
        {
            _row += rows.Stride;
            _panel += width;
        }
    }

    /// <summary>Reads B where it is, each depth at its own offset.</summary>
    private struct ColumnsAtOffsets<T>(T* start, long* offsets) : IColumns<T> where T : unmanaged
    {
        private long* _offset = offsets;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector512<T> Vector(int index) =>
            Vector512.Load(start + *_offset + index * Vector512<T>.Count);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Next() => _offset++;
    }

    /// <summary>As <see cref="ColumnsAtOffsets{T}"/>, for tiles in two halves.</summary>
    private struct TwiceColumnsAtOffsets<T>(ColumnsAtOffsets<T> columns) : IColumns<T> where T : unmanaged
    {
        private ColumnsAtOffsets<T> _columns = columns;

        public static bool Halves => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector512<T> Vector(int index) => _columns.Vector(index);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Next() => _columns.Next();
    }

    /// <summary>One row of the tile in registers.</summary>
    private interface IRow<T> where T : unmanaged
    {
        static abstract int Vectors { get; }

        void Add(Vector512<T> a, Vector512<T> x, Vector512<T> y, Vector512<T> z);

        void Store(T* to, bool add);
    }

    private struct OneVector<T> : IRow<T> where T : unmanaged
    {
        private Vector512<T> _x;

        public static int Vectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<T> a, Vector512<T> x, Vector512<T> y, Vector512<T> z) => _x = MultiplyAdd(a, x, _x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T* to, bool add) => MicroKernel512.Store(_x, to, add);
    }

    private struct TwoVectors<T> : IRow<T> where T : unmanaged
    {
        private Vector512<T> _x, _y;

        public static int Vectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<T> a, Vector512<T> x, Vector512<T> y, Vector512<T> z)
        {
            _x = MultiplyAdd(a, x, _x);
            _y = MultiplyAdd(a, y, _y);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T* to, bool add)
        {
            MicroKernel512.Store(_x, to, add);
            MicroKernel512.Store(_y, to + Vector512<T>.Count, add);
        }
    }

    private struct ThreeVectors<T> : IRow<T> where T : unmanaged
    {
        private Vector512<T> _x, _y, _z;

        public static int Vectors => 3;

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
