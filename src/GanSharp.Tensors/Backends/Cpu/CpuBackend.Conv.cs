using GanSharp.Tensors.Backends.Cpu.Convolution;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public override Tensor Conv(in ConvGeometry g, Tensor x, Tensor weight, Tensor? bias)
    {
        var y = x.EmptyLike([g.N, g.K, g.P, g.Q]);
        using var measured = Measure("conv", g, BytesOf(x, weight, y), OperationsOf(g));
        if (x.DType == DType.F32)
            ConvKernels.Forward(
                g, x.Pointer<float>(), weight.Pointer<float>(), PointerOrNull<float>(bias), y.Pointer<float>());
        else
            ConvKernels.Forward(
                g, x.Pointer<double>(), weight.Pointer<double>(), PointerOrNull<double>(bias), y.Pointer<double>());
        return y;
    }

    public override Tensor ConvInputGradient(in ConvGeometry g, Tensor grad, Tensor weight, Tensor? bias)
    {
        var x = grad.EmptyLike([g.N, g.C, g.H, g.W]);
        using var measured = Measure("conv-input-gradient", g, BytesOf(x, weight, grad), OperationsOf(g));
        if (grad.DType == DType.F32)
            ConvKernels.InputGradient(
                g, grad.Pointer<float>(), weight.Pointer<float>(), PointerOrNull<float>(bias), x.Pointer<float>());
        else
            ConvKernels.InputGradient(
                g, grad.Pointer<double>(), weight.Pointer<double>(), PointerOrNull<double>(bias), x.Pointer<double>());
        return x;
    }

    public override Tensor ConvWeightGradient(in ConvGeometry g, Tensor x, Tensor grad)
    {
        var weight = x.EmptyLike([g.K, g.C, g.R, g.S]);
        using var measured = Measure("conv-weight-gradient", g, BytesOf(x, weight, grad), OperationsOf(g));
        if (x.DType == DType.F32)
            ConvKernels.WeightGradient(g, x.Pointer<float>(), grad.Pointer<float>(), weight.Pointer<float>());
        else
            ConvKernels.WeightGradient(g, x.Pointer<double>(), grad.Pointer<double>(), weight.Pointer<double>());
        return weight;
    }

    private static double OperationsOf(in ConvGeometry g) => 2.0 * g.N * g.K * g.P * g.Q * g.C * g.R * g.S;
}
