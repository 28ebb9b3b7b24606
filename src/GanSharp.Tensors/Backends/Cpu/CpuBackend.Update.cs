using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Elementwise;

namespace GanSharp.Tensors.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public override void Sgd(Tensor parameter, Tensor gradient, Tensor velocity, SgdStep step)
    {
        using var measured = Measure(
            "sgd", parameter.Shape, BytesOf(parameter, parameter, gradient, velocity, velocity));
        if (parameter.DType == DType.F32)
            Run<float>();
        else
            Run<double>();

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            ParameterUpdate.Sgd(
                parameter.Pointer<T>(), gradient.Pointer<T>(), velocity.Pointer<T>(), parameter.Count, step);
    }

    public override void RmsProp(Tensor parameter, Tensor gradient, Tensor square, RmsPropStep step)
    {
        using var measured = Measure(
            "rmsprop", parameter.Shape, BytesOf(parameter, parameter, gradient, square, square));
        if (parameter.DType == DType.F32)
            Run<float>();
        else
            Run<double>();

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => ParameterUpdate.RmsProp(
            parameter.Pointer<T>(), gradient.Pointer<T>(), square.Pointer<T>(), parameter.Count, step);
    }

    public override void Adam(Tensor parameter, Tensor gradient, Tensor mean, Tensor square, AdamStep step)
    {
        using var measured = Measure(
            "adam", parameter.Shape, BytesOf(parameter, parameter, gradient, mean, mean, square, square));
        if (parameter.DType == DType.F32)
            Run<float>();
        else
            Run<double>();

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => ParameterUpdate.Adam(
            parameter.Pointer<T>(), gradient.Pointer<T>(), mean.Pointer<T>(), square.Pointer<T>(), parameter.Count,
            step);
    }
}
