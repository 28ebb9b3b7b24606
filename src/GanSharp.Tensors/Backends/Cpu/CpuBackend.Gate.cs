using GanSharp.Tensors.Backends.Cpu.Elementwise;

namespace GanSharp.Tensors.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public override void Glu(Tensor x, Tensor y)
    {
        using var measured = Measure("glu", x.Shape, BytesOf(x, y));
        var (samples, length) = (y.Shape[0], y.Shape.CountOf(1, y.Shape.Rank));
        if (x.DType == DType.F32)
            Gate.Forward(x.Pointer<float>(), y.Pointer<float>(), samples, length);
        else
            Gate.Forward(x.Pointer<double>(), y.Pointer<double>(), samples, length);
    }

    public override void GluGradient(Tensor grad, Tensor x, Tensor gradX)
    {
        using var measured = Measure("glu-gradient", x.Shape, BytesOf(grad, x, gradX));
        var (samples, length) = (grad.Shape[0], grad.Shape.CountOf(1, grad.Shape.Rank));
        if (x.DType == DType.F32)
            Gate.Gradient(grad.Pointer<float>(), x.Pointer<float>(), gradX.Pointer<float>(), samples, length);
        else
            Gate.Gradient(grad.Pointer<double>(), x.Pointer<double>(), gradX.Pointer<double>(), samples, length);
    }
}
