using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

/// <summary>Short vectorised loops that copy elements into panels and out of tiles.</summary>
internal static unsafe class VectorCopy
{
    /// <summary>Elements that are read from one row before the next row: a few cache lines.</summary>
    private const int Stretch = 64;

    /// <summary>Bytes of a cache line.</summary>
    public const int LineBytes = 64;

    /// <summary>Prefetches <paramref name="count"/> elements. The address need not be valid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<T>(T* address, int count) where T : unmanaged
    {
        for (var i = 0; Sse.IsSupported && i < count; i += LineBytes / sizeof(T))
            Sse.Prefetch0(address + i);
    }

    /// <summary>to = from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy<T>(T* from, T* to, int count) where T : unmanaged
    {
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            Vector.Store(Vector.Load(from + i), to + i);
        for (; i < count; i++)
            to[i] = from[i];
    }

    /// <summary>to[i] = from[i · step].</summary>
    public static void CopyEvery<T>(T* from, int step, T* to, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (step == 1)
        {
            Copy(from, to, count);
            return;
        }
        var block = Vector128<float>.Count;
        var i = 0;
        // The last block would read an element after the last.
        for (; step == 2 && TransposesInRegisters<T>() && i < count - block; i += block)
        {
            var next = (float*)from + 2 * i;
            Vector128.Store(Even(Vector128.Load(next), Vector128.Load(next + block)), (float*)to + i);
        }
        for (; i < count; i++)
            to[i] = from[(long)i * step];
    }

    /// <summary>to = from + value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScalar<T>(T* from, T value, T* to, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var i = 0;
        for (var all = Vector.Create(value); i <= count - Vector<T>.Count; i += Vector<T>.Count)
            Vector.Store(Vector.Load(from + i) + all, to + i);
        for (; i < count; i++)
            to[i] = from[i] + value;
    }

    /// <summary>to = a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(T* a, T* b, T* to, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            Vector.Store(Vector.Load(a + i) + Vector.Load(b + i), to + i);
        for (; i < count; i++)
            to[i] = a[i] + b[i];
    }

    /// <summary>to[2i] += even[i] and to[2i + 1] += odd[i].</summary>
    public static void AddInterleaved<T>(T* even, T* odd, T* to, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var block = Vector128<float>.Count;
        var i = 0;
        for (; TransposesInRegisters<T>() && i <= count - block; i += block)
        {
            var (a, b) = (Vector128.Load((float*)even + i), Vector128.Load((float*)odd + i));
            var place = (float*)to + 2 * i;
            Vector128.Store(Vector128.Load(place) + Low(a, b), place);
            Vector128.Store(Vector128.Load(place + block) + High(a, b), place + block);
        }
        for (; i < count; i++)
        {
            to[2 * i] += even[i];
            to[2 * i + 1] += odd[i];
        }
    }

    /// <summary>
    /// Packs <paramref name="depth"/> rows of <paramref name="count"/> elements, <paramref name="stride"/> apart.
    /// </summary>
    public static void CopyRows<T>(T* from, long stride, int count, int width, int depth, T* panel) where T : unmanaged
    {
        for (var d = 0; d < depth; d++, from += stride, panel += width)
            Copy(from, panel, count);
    }

    /// <summary>Zeroes the columns of a panel from <paramref name="count"/> on.</summary>
    public static void ClearColumns<T>(T* panel, int count, int width, int depth) where T : unmanaged
    {
        for (var d = 0; count < width && d < depth; d++, panel += width)
        {
            for (var i = count; i < width; i++)
                panel[i] = default;
        }
    }

    /// <summary>
    /// Packs <paramref name="count"/> columns of <paramref name="depth"/> elements, <paramref name="stride"/> apart.
    /// </summary>
    public static void Transpose<T>(T* from, long stride, int count, int width, int depth, T* panel) where T : unmanaged
    {
        for (var d = 0; d < depth; d += Stretch)
        {
            for (var i = 0; d + Stretch < depth && i < count; i++)
                Prefetch(from + i * stride + d + Stretch, Stretch);
            TransposeStretch(from + d, stride, count, width, Math.Min(Stretch, depth - d), panel + (long)d * width);
        }
    }

    private static void TransposeStretch<T>(T* from, long stride, int count, int width, int depth, T* panel)
        where T : unmanaged
    {
        var i = 0;
        if (TransposesInRegisters<T>())
        {
            if (Vector512.IsHardwareAccelerated)
                TransposeBlocks<T, FourLanes>(ref i, from, stride, count, width, depth, panel);
            if (Avx.IsSupported)
                TransposeBlocks<T, TwoLanes>(ref i, from, stride, count, width, depth, panel);
            TransposeBlocks<T, OneLane>(ref i, from, stride, count, width, depth, panel);
        }
        TransposeElements(from + i * stride, stride, count - i, width, depth, panel + i);
    }

    /// <summary>Transposes as many rows from <paramref name="i"/> on as fill registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeBlocks<T, TLanes>(
        ref int i, T* from, long stride, int count, int width, int depth, T* panel)
        where T : unmanaged
        where TLanes : struct, ITransposeLanes
    {
        var block = Vector128<float>.Count;
        for (; i <= count - TLanes.Count * block; i += TLanes.Count * block)
        {
            var d = 0;
            for (; d <= depth - block; d += block)
                TLanes.Transpose((float*)(from + i * stride + d), stride, (float*)(panel + d * width + i), width);
            if (d < depth)
                TransposeElements(
                    from + i * stride + d, stride, TLanes.Count * block, width, depth - d, panel + d * width + i);
        }
    }

    private static void TransposeElements<T>(T* from, long stride, int count, int width, int depth, T* panel)
        where T : unmanaged
    {
        for (var i = 0; i < count; i++)
        {
            for (var d = 0; d < depth; d++)
                panel[d * width + i] = from[i * stride + d];
        }
    }

    /// <summary>Whether <see cref="TransposeBlock"/> is supported.</summary>
    public static bool TransposesInRegisters<T>() where T : unmanaged =>
        typeof(T) == typeof(float) && (Sse2.IsSupported || AdvSimd.Arm64.IsSupported);

    /// <summary>
    /// Transposes 4 × 4 singles, from rows that are <paramref name="stride"/> elements apart to four addresses, by
    /// interleaving rows twice. Adds a row to each row, if there is one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeBlock<T>(
        T* from, long stride, T* to0, T* to1, T* to2, T* to3, T* added = null) where T : unmanaged
    {
        var a = Vector128.Load((float*)from);
        var b = Vector128.Load((float*)(from + stride));
        var c = Vector128.Load((float*)(from + 2 * stride));
        var d = Vector128.Load((float*)(from + 3 * stride));
        if (added is not null)
        {
            var row = Vector128.Load((float*)added);
            (a, b, c, d) = (a + row, b + row, c + row, d + row);
        }
        var (ac0, ac1) = (Low(a, c), High(a, c));
        var (bd0, bd1) = (Low(b, d), High(b, d));
        Vector128.Store(Low(ac0, bd0), (float*)to0);
        Vector128.Store(High(ac0, bd0), (float*)to1);
        Vector128.Store(Low(ac1, bd1), (float*)to2);
        Vector128.Store(High(ac1, bd1), (float*)to3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    /// <summary>Elements 0 and 2 of both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Even(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b10001000) : AdvSimd.Arm64.UnzipEven(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
