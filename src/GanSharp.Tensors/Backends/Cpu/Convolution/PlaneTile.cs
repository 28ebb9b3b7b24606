using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// A tile of sums for <see cref="PlaneGradient{T}"/>: inner products of some rows of pixels and three rows of outputs.
/// Each sum is a register, whose lanes are added later.
/// </summary>
internal static unsafe class PlaneTile<TLanes, T> where TLanes : struct, ILanes<TLanes, T> where T : unmanaged
{
    /// <summary>Rows of outputs.</summary>
    public const int Filters = 3;

    /// <summary>Rows of pixels. AVX-512 has registers for eight times three sums, others for four.</summary>
    public static int Taps => IsLarge ? 8 : 4;

    /// <summary>Elements of a tile.</summary>
    public static int Size => Taps * Filters * TLanes.Count;

    private static bool IsLarge => typeof(TLanes) == typeof(WideLanes<T>);

    /// <summary>
    /// Adds the products of rows of pixels and of three rows of outputs, in this order, to a tile. If the run has
    /// several lines, vectors must end with them.
    /// </summary>
    public static void Add(T** rows, PlaneRun run, T* tile)
    {
        var rest = run.Length % TLanes.Count;
        AddVectors(rows, run with { Length = run.Length - rest }, tile);
        if (rest == 0)
            return;
        var count = Taps + Filters;
        var part = stackalloc T[count * TLanes.Count];
        var parts = stackalloc T*[count];
        for (var i = 0; i < count; i++)
        {
            parts[i] = part + i * TLanes.Count;
            TLanes.Load(rows[i] + run.Length - rest, rest).Store(parts[i]);
        }
        AddVectors(parts, new(1, TLanes.Count, 0, 0), tile);
    }

    /// <summary>Adds all lanes of a sum.</summary>
    public static T Sum(T* tile, int tap, int filter) =>
        TLanes.Load(tile + (tap * Filters + filter) * TLanes.Count).Sum();

    private static void AddVectors(T** rows, PlaneRun run, T* tile)
    {
        if (IsLarge)
            AddEight(rows, run, tile);
        else
            AddFour(rows, run, tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEight(T** rows, PlaneRun run, T* tile)
    {
        T* a = rows[0], b = rows[1], c = rows[2], d = rows[3], e = rows[4], f = rows[5], g = rows[6], h = rows[7];
        T* x = rows[8], y = rows[9], z = rows[10];
        Sums r0 = new(tile, 0), r1 = new(tile, 1), r2 = new(tile, 2), r3 = new(tile, 3),
            r4 = new(tile, 4), r5 = new(tile, 5), r6 = new(tile, 6), r7 = new(tile, 7);
        for (var line = 0; line < run.Lines; line++)
        {
            nint i = line * run.PixelStep, j = line * run.OutputStep;
            for (var end = i + run.Length; i < end; i += Vector512<T>.Count, j += Vector512<T>.Count)
            {
                Vector512<T> xs = Vector512.Load(x + j), ys = Vector512.Load(y + j), zs = Vector512.Load(z + j);
                r0.Add(Vector512.Load(a + i), xs, ys, zs);
                r1.Add(Vector512.Load(b + i), xs, ys, zs);
                r2.Add(Vector512.Load(c + i), xs, ys, zs);
                r3.Add(Vector512.Load(d + i), xs, ys, zs);
                r4.Add(Vector512.Load(e + i), xs, ys, zs);
                r5.Add(Vector512.Load(f + i), xs, ys, zs);
                r6.Add(Vector512.Load(g + i), xs, ys, zs);
                r7.Add(Vector512.Load(h + i), xs, ys, zs);
            }
        }
        r0.Store(tile, 0);
        r1.Store(tile, 1);
        r2.Store(tile, 2);
        r3.Store(tile, 3);
        r4.Store(tile, 4);
        r5.Store(tile, 5);
        r6.Store(tile, 6);
        r7.Store(tile, 7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(T** rows, PlaneRun run, T* tile)
    {
        var n = TLanes.Count;
        T* a = rows[0], b = rows[1], c = rows[2], d = rows[3], x = rows[4], y = rows[5], z = rows[6];
        TLanes ax = TLanes.Load(tile), ay = TLanes.Load(tile + n), az = TLanes.Load(tile + 2 * n),
            bx = TLanes.Load(tile + 3 * n), by = TLanes.Load(tile + 4 * n), bz = TLanes.Load(tile + 5 * n),
            cx = TLanes.Load(tile + 6 * n), cy = TLanes.Load(tile + 7 * n), cz = TLanes.Load(tile + 8 * n),
            dx = TLanes.Load(tile + 9 * n), dy = TLanes.Load(tile + 10 * n), dz = TLanes.Load(tile + 11 * n);
        for (var line = 0; line < run.Lines; line++)
        {
            nint i = line * run.PixelStep, j = line * run.OutputStep;
            for (var end = i + run.Length; i < end; i += n, j += n)
            {
                TLanes xs = TLanes.Load(x + j), ys = TLanes.Load(y + j), zs = TLanes.Load(z + j);
                var row = TLanes.Load(a + i);
                ax = TLanes.MultiplyAdd(row, xs, ax);
                ay = TLanes.MultiplyAdd(row, ys, ay);
                az = TLanes.MultiplyAdd(row, zs, az);
                row = TLanes.Load(b + i);
                bx = TLanes.MultiplyAdd(row, xs, bx);
                by = TLanes.MultiplyAdd(row, ys, by);
                bz = TLanes.MultiplyAdd(row, zs, bz);
                row = TLanes.Load(c + i);
                cx = TLanes.MultiplyAdd(row, xs, cx);
                cy = TLanes.MultiplyAdd(row, ys, cy);
                cz = TLanes.MultiplyAdd(row, zs, cz);
                row = TLanes.Load(d + i);
                dx = TLanes.MultiplyAdd(row, xs, dx);
                dy = TLanes.MultiplyAdd(row, ys, dy);
                dz = TLanes.MultiplyAdd(row, zs, dz);
            }
        }
        ax.Store(tile);
        ay.Store(tile + n);
        az.Store(tile + 2 * n);
        bx.Store(tile + 3 * n);
        by.Store(tile + 4 * n);
        bz.Store(tile + 5 * n);
        cx.Store(tile + 6 * n);
        cy.Store(tile + 7 * n);
        cz.Store(tile + 8 * n);
        dx.Store(tile + 9 * n);
        dy.Store(tile + 10 * n);
        dz.Store(tile + 11 * n);
    }

    /// <summary>The sums of one row of pixels.</summary>
    private struct Sums
    {
        private Vector512<T> _x, _y, _z;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Sums(T* tile, int row)
        {
            tile += row * Filters * Vector512<T>.Count;
            _x = Vector512.Load(tile);
            _y = Vector512.Load(tile + Vector512<T>.Count);
            _z = Vector512.Load(tile + 2 * Vector512<T>.Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<T> row, Vector512<T> x, Vector512<T> y, Vector512<T> z)
        {
            _x = MicroKernel512.MultiplyAdd(row, x, _x);
            _y = MicroKernel512.MultiplyAdd(row, y, _y);
            _z = MicroKernel512.MultiplyAdd(row, z, _z);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T* tile, int row)
        {
            tile += row * Filters * Vector512<T>.Count;
            Vector512.Store(_x, tile);
            Vector512.Store(_y, tile + Vector512<T>.Count);
            Vector512.Store(_z, tile + 2 * Vector512<T>.Count);
        }
    }
}
