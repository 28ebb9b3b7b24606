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
    public static void Prefetch<T>(T* address, int count) where T : unmanaged
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
        for (; step == 2 && typeof(T) == typeof(float) && Avx512F.IsSupported && i < count - 16; i += 16)
        {
            var next = (float*)from + 2 * i;
            Vector512.Store(
                Avx512F.PermuteVar16x32x2(
                    Vector512.Load(next), Vector512<int>.Indices + Vector512<int>.Indices, Vector512.Load(next + 16)),
                (float*)to + i);
        }
        for (; step == 2 && typeof(T) == typeof(float) && Block4x4.IsSupported && i < count - block; i += block)
        {
            var next = (float*)from + 2 * i;
            Vector128.Store(Even(Vector128.Load(next), Vector128.Load(next + block)), (float*)to + i);
        }
        for (; i < count; i++)
            to[i] = from[(long)i * step];
    }

    /// <summary>even[i] = from[2i] and odd[i] = from[2i + 1]. Blocks overlap, so that all are whole.</summary>
    public static void Unzip<T>(T* from, T* even, T* odd, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (wide, block) = (Vector512<float>.Count, Vector128<float>.Count);
        if (typeof(T) == typeof(float) && Avx512F.IsSupported && count >= wide)
        {
            var evens = Vector512<int>.Indices + Vector512<int>.Indices;
            var odds = evens + Vector512<int>.One;
            for (var i = 0; i < count; i += wide)
            {
                var start = Math.Min(i, count - wide);
                var next = (float*)from + 2 * start;
                var (a, b) = (Vector512.Load(next), Vector512.Load(next + wide));
                Vector512.Store(Avx512F.PermuteVar16x32x2(a, evens, b), (float*)even + start);
                Vector512.Store(Avx512F.PermuteVar16x32x2(a, odds, b), (float*)odd + start);
            }
        }
        else if (typeof(T) == typeof(float) && Block4x4.IsSupported && count >= block)
        {
            for (var i = 0; i < count; i += block)
            {
                var start = Math.Min(i, count - block);
                var next = (float*)from + 2 * start;
                var (a, b) = (Vector128.Load(next), Vector128.Load(next + block));
                Vector128.Store(Even(a, b), (float*)even + start);
                Vector128.Store(Odd(a, b), (float*)odd + start);
            }
        }
        else
        {
            for (var i = 0; i < count; i++)
                (even[i], odd[i]) = (from[2 * i], from[2 * i + 1]);
        }
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

    /// <summary>to[2i] = even[i] + added and to[2i + 1] = odd[i] + added. Negative zero changes no bit.</summary>
    public static void Zip<T>(T* even, T* odd, T added, T* to, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (wide, block) = (Vector512<float>.Count, Vector128<float>.Count);
        var (value, i) = (float.CreateTruncating(added), 0);
        for (; typeof(T) == typeof(float) && Avx512F.IsSupported && i <= count - wide; i += wide)
        {
            var all = Vector512.Create(value);
            var (a, b) = (Vector512.Load((float*)even + i) + all, Vector512.Load((float*)odd + i) + all);
            var (low, high) = (Avx512F.UnpackLow(a, b), Avx512F.UnpackHigh(a, b));
            var first = Vector512.Create(0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
            Vector512.Store(Avx512F.PermuteVar16x32x2(low, first, high), (float*)to + 2 * i);
            Vector512.Store(
                Avx512F.PermuteVar16x32x2(low, first + Vector512.Create(8), high), (float*)to + 2 * i + wide);
        }
        for (; typeof(T) == typeof(float) && Block4x4.IsSupported && i <= count - block; i += block)
        {
            var all = Vector128.Create(value);
            var (a, b) = (Vector128.Load((float*)even + i) + all, Vector128.Load((float*)odd + i) + all);
            Vector128.Store(Block4x4.Low(a, b), (float*)to + 2 * i);
            Vector128.Store(Block4x4.High(a, b), (float*)to + 2 * i + block);
        }
        for (; i < count; i++)
            (to[2 * i], to[2 * i + 1]) = (even[i] + added, odd[i] + added);
    }

    /// <summary>to[2i] += even[i] and to[2i + 1] += odd[i].</summary>
    public static void AddInterleaved<T>(T* even, T* odd, T* to, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var block = Vector128<float>.Count;
        var i = 0;
        for (; typeof(T) == typeof(float) && Block4x4.IsSupported && i <= count - block; i += block)
        {
            var (a, b) = (Vector128.Load((float*)even + i), Vector128.Load((float*)odd + i));
            var place = (float*)to + 2 * i;
            Vector128.Store(Vector128.Load(place) + Block4x4.Low(a, b), place);
            Vector128.Store(Vector128.Load(place + block) + Block4x4.High(a, b), place + block);
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

    /// <summary>As the other overload, of rows at individual offsets.</summary>
    public static void CopyRows<T>(T* from, long* offsets, int count, int width, int depth, T* panel)
        where T : unmanaged
    {
        for (var d = 0; d < depth; d++, panel += width)
            Copy(from + offsets[d], panel, count);
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
        if (typeof(T) == typeof(float))
        {
            if (Block16x16.IsSupported)
                i = TransposeBlocks<T, Block16x16>(i, from, stride, count, width, depth, panel);
            if (Block8x4.IsSupported)
                i = TransposeBlocks<T, Block8x4>(i, from, stride, count, width, depth, panel);
            if (Block4x4.IsSupported)
                i = TransposeBlocks<T, Block4x4>(i, from, stride, count, width, depth, panel);
        }
        TransposeElements(from + i * stride, stride, count - i, width, depth, panel + i);
    }

    /// <summary>
    /// Transposes the rows from <paramref name="i"/> on that fill whole blocks, and returns the number of the first one
    /// that does not. Nothing is done if the depth is less than that of a block.
    /// </summary>
    private static int TransposeBlocks<T, TBlock>(
        int i, T* from, long stride, int count, int width, int depth, T* panel)
        where T : unmanaged
        where TBlock : struct, ITransposeBlock
    {
        for (; depth >= TBlock.Columns && i <= count - TBlock.Rows; i += TBlock.Rows)
        {
            var d = 0;
            for (; d <= depth - TBlock.Columns; d += TBlock.Columns)
                TBlock.Transpose(
                    (float*)(from + i * stride + d), stride, (float*)(panel + (long)d * width + i), width, null);
            if (d < depth)
                TransposeStretch(
                    from + i * stride + d, stride, TBlock.Rows, width, depth - d, panel + (long)d * width + i);
        }
        return i;
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

    /// <summary>Elements 0 and 2 of both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Even(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b10001000) : AdvSimd.Arm64.UnzipEven(a, b);

    /// <summary>Elements 1 and 3 of both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Odd(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b11011101) : AdvSimd.Arm64.UnzipOdd(a, b);
}
