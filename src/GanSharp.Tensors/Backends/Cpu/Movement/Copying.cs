using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Movement;

/// <summary>Kernels that move elements without computing.</summary>
internal static unsafe class Copying
{
    /// <summary>Copies blocks of contiguous elements between two regular layouts.</summary>
    public static void Blocks<T>(T* source, T* target, BlockCopy copy) where T : unmanaged =>
        Chunks.ForRows(copy.Blocks, copy.Length, (first, end) =>
        {
            T* from = source + copy.SourceStart, to = target + copy.TargetStart;
            for (var i = first; i < end; i++)
            {
                new ReadOnlySpan<T>(from + (long)i * copy.SourceStride, copy.Length)
                    .CopyTo(new Span<T>(to + (long)i * copy.TargetStride, copy.Length));
            }
        });

    /// <summary>y = x with its axes in the order <paramref name="axes"/>.</summary>
    public static void Transpose<T>(T* x, T* y, Shape shape, int[] axes) where T : unmanaged
    {
        var extents = Array.ConvertAll(axes, axis => shape[axis]);
        var strides = Array.ConvertAll(axes, axis => shape.CountOf(axis + 1, shape.Rank));
        var (inner, innerStride) = (extents[^1], strides[^1]);
        Chunks.ForRows(inner == 0 ? 0 : shape.Size / inner, inner, (first, end) =>
        {
            for (var row = first; row < end; row++)
            {
                var source = x;
                var rest = row;
                for (var axis = extents.Length - 2; axis >= 0; axis--)
                {
                    (rest, var index) = Math.DivRem(rest, extents[axis]);
                    source += (long)index * strides[axis];
                }
                var target = y + (long)row * inner;
                if (innerStride == 1)
                    new ReadOnlySpan<T>(source, inner).CopyTo(new Span<T>(target, inner));
                else
                {
                    for (var i = 0; i < inner; i++)
                        target[i] = source[(long)i * innerStride];
                }
            }
        });
    }

    /// <summary>y[i] = table[indices[i]], rows of <paramref name="width"/> elements.</summary>
    public static void GatherRows<T>(T* table, int* indices, int count, T* y, int width) where T : unmanaged =>
        Chunks.ForRows(count, width, (first, end) =>
        {
            if (width == 1)
            {
                for (var i = first; i < end; i++)
                    y[i] = table[indices[i]];
                return;
            }
            for (var i = first; i < end; i++)
                new ReadOnlySpan<T>(table + (long)indices[i] * width, width).CopyTo(
                    new Span<T>(y + (long)i * width, width));
        });

    /// <summary>table[indices[i]] += x[i], in the order of i; the table is zeroed first.</summary>
    public static void ScatterRows<T>(T* x, ReadOnlySpan<int> indices, T* table, int rows, int width)
        where T : unmanaged, INumber<T>
    {
        new Span<T>(table, rows * width).Clear();
        if (width == 1)
        {
            for (var i = 0; i < indices.Length; i++)
                table[indices[i]] += x[i];
            return;
        }
        for (var i = 0; i < indices.Length; i++)
        {
            var row = new Span<T>(table + (long)indices[i] * width, width);
            TensorPrimitives.Add(row, new ReadOnlySpan<T>(x + (long)i * width, width), row);
        }
    }
}
