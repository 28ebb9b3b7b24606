using GanSharp.Tensors.Backends.Cpu.Movement;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public override void CopyBlocks(Tensor source, Tensor target, in BlockCopy copy)
    {
        using var measured = Measure("copy", copy, 2.0 * copy.Blocks * copy.Length * source.DType.Size());
        if (source.DType == DType.F64)
            Copying.Blocks(source.Pointer<double>(), target.Pointer<double>(), copy);
        else if (source.DType == DType.F32)
            Copying.Blocks(source.Pointer<float>(), target.Pointer<float>(), copy);
        else
            Copying.Blocks(source.Pointer<int>(), target.Pointer<int>(), copy);
    }

    public override Tensor Transpose(Tensor x, int[] axes)
    {
        var y = x.EmptyLike(Shape.Create(Array.ConvertAll(axes, axis => x.Shape[axis])));
        using var measured = Measure("transpose", x.Shape, BytesOf(x, y));
        if (x.DType == DType.F32)
            Copying.Transpose(x.Pointer<float>(), y.Pointer<float>(), x.Shape, axes);
        else
            Copying.Transpose(x.Pointer<double>(), y.Pointer<double>(), x.Shape, axes);
        return y;
    }

    public override void GatherRows(Tensor table, Tensor indices, Tensor y)
    {
        using var measured = Measure("gather-rows", y.Shape, BytesOf(y, y));
        var width = table.Shape.CountOf(1, table.Shape.Rank);
        var rows = indices.Pointer<int>();
        if (table.DType == DType.F64)
            Copying.GatherRows(table.Pointer<double>(), rows, indices.Count, y.Pointer<double>(), width);
        else if (table.DType == DType.F32)
            Copying.GatherRows(table.Pointer<float>(), rows, indices.Count, y.Pointer<float>(), width);
        else
            Copying.GatherRows(table.Pointer<int>(), rows, indices.Count, y.Pointer<int>(), width);
    }

    public override void ScatterRows(Tensor x, Tensor indices, Tensor table)
    {
        using var measured = Measure("scatter-rows", x.Shape, BytesOf(x, table));
        var width = x.Shape.CountOf(1, x.Shape.Rank);
        var rows = new ReadOnlySpan<int>(indices.Pointer<int>(), indices.Count);
        if (x.DType == DType.F32)
            Copying.ScatterRows(x.Pointer<float>(), rows, table.Pointer<float>(), table.Shape[0], width);
        else
            Copying.ScatterRows(x.Pointer<double>(), rows, table.Pointer<double>(), table.Shape[0], width);
    }
}
