namespace GanSharp.Tensors.Backends.Cpu.Elementwise;

/// <summary>
/// The loops over two operands of different shapes. The output consists of contiguous runs, in which each operand
/// either advances element by element (stride 1) or stays at one element (stride 0). Neighbouring axes that both
/// operands treat alike are merged first.
/// </summary>
internal sealed class BroadcastPlan
{
    private readonly int[] _extents, _stridesA, _stridesB;

    public BroadcastPlan(Shape a, Shape b, Shape y)
    {
        List<(int Extent, int A, int B)> axes = [];
        var (strideA, strideB) = (1, 1);
        for (var axis = 1; axis <= y.Rank; axis++)
        {
            var (extentA, extentB) = (axis <= a.Rank ? a[-axis] : 1, axis <= b.Rank ? b[-axis] : 1);
            var step = (Extent: y[-axis], A: extentA == 1 ? 0 : strideA, B: extentB == 1 ? 0 : strideB);
            if (step.Extent != 1)
                Append(axes, step);
            (strideA, strideB) = (strideA * extentA, strideB * extentB);
        }
        if (axes.Count == 0)
            axes.Add((1, 1, 1));
        (RunLength, StrideA, StrideB) = axes[0];
        Runs = RunLength == 0 ? 0 : y.Size / RunLength;
        _extents = [.. axes.Skip(1).Select(axis => axis.Extent)];
        _stridesA = [.. axes.Skip(1).Select(axis => axis.A)];
        _stridesB = [.. axes.Skip(1).Select(axis => axis.B)];
    }

    public int RunLength { get; }
    public int Runs { get; }
    public int StrideA { get; }
    public int StrideB { get; }

    /// <summary>The offset of a run in each operand.</summary>
    public (int A, int B) Offsets(int run)
    {
        var (a, b) = (0, 0);
        for (var i = 0; i < _extents.Length; i++)
        {
            (run, var index) = Math.DivRem(run, _extents[i]);
            a += index * _stridesA[i];
            b += index * _stridesB[i];
        }
        return (a, b);
    }

    private static void Append(List<(int Extent, int A, int B)> axes, (int Extent, int A, int B) outer)
    {
        if (axes.Count > 0
            && Continues(axes[^1].Extent, axes[^1].A, outer.A)
            && Continues(axes[^1].Extent, axes[^1].B, outer.B))
            axes[^1] = (axes[^1].Extent * outer.Extent, axes[^1].A, axes[^1].B);
        else
            axes.Add(outer);
    }

    private static bool Continues(int innerExtent, int innerStride, int outerStride) =>
        outerStride == innerExtent * innerStride;
}
