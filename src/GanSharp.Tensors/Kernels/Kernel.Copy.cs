using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors.Kernels;

internal static unsafe partial class Kernel
{
    /// <summary>
    /// Copies <paramref name="length"/> elements at a time: block i from source[sourceStart + i·sourceStride] to
    /// target[targetStart + i·targetStride].
    /// </summary>
    public static void CopyBlocks(
        Tensor source, int sourceStart, int sourceStride, Tensor target, int targetStart, int targetStride, int blocks, int length)
    {
        using var measured = Measure("copy", (blocks, length), 2.0 * blocks * length * source.DType.Size());
        if (source.DType == DType.F32)
            Copying.Blocks(source.Pointer<float>() + sourceStart, sourceStride, target.Pointer<float>() + targetStart, targetStride, blocks, length);
        else
            Copying.Blocks(source.Pointer<double>() + sourceStart, sourceStride, target.Pointer<double>() + targetStart, targetStride, blocks, length);
    }

    /// <summary>x with its axes in the order <paramref name="axes"/>.</summary>
    public static Tensor Transpose(Tensor x, int[] axes)
    {
        var y = new Tensor(Shape.Create(Array.ConvertAll(axes, axis => x.Shape[axis])), x.DType);
        using var measured = Measure("transpose", x.Shape, BytesOf(x, y));
        if (x.DType == DType.F32)
            Copying.Transpose(x.Pointer<float>(), y.Pointer<float>(), x.Shape, axes);
        else
            Copying.Transpose(x.Pointer<double>(), y.Pointer<double>(), x.Shape, axes);
        return y;
    }

    /// <summary>y[i] = table[indices[i]]</summary>
    public static Tensor GatherRows(Tensor table, int[] indices)
    {
        var y = new Tensor(table.Shape.With(0, indices.Length), table.DType);
        using var measured = Measure("gather-rows", y.Shape, BytesOf(y, y));
        var width = table.Shape.CountOf(1, table.Shape.Rank);
        if (table.DType == DType.F32)
            Copying.GatherRows(table.Pointer<float>(), indices, y.Pointer<float>(), width);
        else
            Copying.GatherRows(table.Pointer<double>(), indices, y.Pointer<double>(), width);
        return y;
    }

    /// <summary>A table of that many rows: table[r] = Σ x[i] over the i with indices[i] = r.</summary>
    public static Tensor ScatterRows(Tensor x, int[] indices, int rows)
    {
        var table = new Tensor(x.Shape.With(0, rows), x.DType);
        using var measured = Measure("scatter-rows", x.Shape, BytesOf(x, table));
        var width = x.Shape.CountOf(1, x.Shape.Rank);
        if (x.DType == DType.F32)
            Copying.ScatterRows(x.Pointer<float>(), indices, table.Pointer<float>(), rows, width);
        else
            Copying.ScatterRows(x.Pointer<double>(), indices, table.Pointer<double>(), rows, width);
        return table;
    }
}
