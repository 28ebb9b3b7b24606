using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Reduction;

namespace GanSharp.Tensors.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    protected override void Reduce(ReduceOp op, Tensor x, Tensor y, (int Outer, int N, int Inner) view)
    {
        var (outer, n, inner) = view;
        using var measured = Measure(Names<ReduceOp>.Of(op), x.Shape, BytesOf(x));
        if (x.DType == DType.F32)
            Run<float>();
        else
            Run<double>();

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (op == ReduceOp.Sum)
                ReductionLoops.Reduce(x.Pointer<T>(), y.Pointer<T>(), outer, n, inner, new SumReducer());
            else
                ReductionLoops.Reduce(x.Pointer<T>(), y.Pointer<T>(), outer, n, inner, new MaxReducer());
        }
    }

    /// <summary>total += Σx², in double precision except within pieces of a few thousand elements.</summary>
    public override void AddSumOfSquares(Tensor x, Tensor total)
    {
        using var measured = Measure("sum-of-squares", x.Shape, BytesOf(x));
        *total.Pointer<double>() += x.DType == DType.F32 ? ReductionLoops.SumOfSquares(x.Pointer<float>(), x.Count)
            : ReductionLoops.SumOfSquares(x.Pointer<double>(), x.Count);
    }
}
