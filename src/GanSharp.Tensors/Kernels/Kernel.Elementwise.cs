using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors.Kernels;

/// <summary>
/// What a piece of hardware must be able to do for the operations: kernels over tensors' storage and shapes, without derivatives and
/// without shape checks. A second backend implements these methods and nothing else.
/// </summary>
internal static unsafe partial class Kernel
{
    /// <summary>op(x), element by element.</summary>
    public static Tensor Map<TOp>(Tensor x, TOp op) where TOp : struct, IMap
    {
        var y = x.EmptyLike();
        Map(x, y, op);
        return y;
    }

    /// <summary>y = op(x), element by element; y may be x.</summary>
    public static void Map<TOp>(Tensor x, Tensor y, TOp op) where TOp : struct, IMap
    {
        using var measured = Measure(typeof(TOp).Name, x.Shape, BytesOf(x, y));
        if (x.DType == DType.F32)
            Elementwise.Map(x.Pointer<float>(), y.Pointer<float>(), x.Count, op);
        else
            Elementwise.Map(x.Pointer<double>(), y.Pointer<double>(), x.Count, op);
    }

    /// <summary>op(a, b), element by element, broadcast to <paramref name="shape"/>.</summary>
    public static Tensor Zip<TOp>(Tensor a, Tensor b, Shape shape, TOp op) where TOp : struct, IZip
    {
        var y = new Tensor(shape, a.DType);
        Zip(a, b, y, op);
        return y;
    }

    /// <summary>op(a, b), element by element; the shapes are the same.</summary>
    public static Tensor Zip<TOp>(Tensor a, Tensor b, TOp op) where TOp : struct, IZip => Zip(a, b, a.Shape, op);

    /// <summary>y = op(a, b), element by element, broadcast to y; y may be an operand of its own shape.</summary>
    public static void Zip<TOp>(Tensor a, Tensor b, Tensor y, TOp op) where TOp : struct, IZip
    {
        var plan = new BroadcastPlan(a.Shape, b.Shape, y.Shape);
        using var measured = Measure(typeof(TOp).Name, y.Shape, BytesOf(a, b, y));
        if (y.DType == DType.F32)
            Elementwise.Zip(a.Pointer<float>(), b.Pointer<float>(), y.Pointer<float>(), plan, op);
        else
            Elementwise.Zip(a.Pointer<double>(), b.Pointer<double>(), y.Pointer<double>(), plan, op);
    }
}
