using System.Numerics;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors.Kernels;

internal static unsafe partial class Kernel
{
    /// <summary>One step of stochastic gradient descent with momentum.</summary>
    public static void Sgd(Tensor parameter, Tensor gradient, Tensor velocity, double rate, double momentum, double decay)
    {
        using var measured = Measure("sgd", parameter.Shape, BytesOf(parameter, parameter, gradient, velocity, velocity));
        if (parameter.DType == DType.F32)
            Run<float>();
        else
            Run<double>();

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            ParameterUpdate.Sgd(parameter.Pointer<T>(), gradient.Pointer<T>(), velocity.Pointer<T>(), parameter.Count, rate, momentum, decay);
    }

    /// <summary>One step of RMSprop.</summary>
    public static void RmsProp(Tensor parameter, Tensor gradient, Tensor square, double rate, double alpha, double epsilon, double decay)
    {
        using var measured = Measure("rmsprop", parameter.Shape, BytesOf(parameter, parameter, gradient, square, square));
        if (parameter.DType == DType.F32)
            Run<float>();
        else
            Run<double>();

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => ParameterUpdate.RmsProp(
            parameter.Pointer<T>(), gradient.Pointer<T>(), square.Pointer<T>(), parameter.Count, rate, alpha, epsilon, decay);
    }

    /// <summary>One step of Adam or AdamW.</summary>
    public static void Adam(Tensor parameter, Tensor gradient, Tensor mean, Tensor square, AdamStep step)
    {
        using var measured = Measure("adam", parameter.Shape, BytesOf(parameter, parameter, gradient, mean, mean, square, square));
        if (parameter.DType == DType.F32)
            Run<float>();
        else
            Run<double>();

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => ParameterUpdate.Adam(
            parameter.Pointer<T>(), gradient.Pointer<T>(), mean.Pointer<T>(), square.Pointer<T>(), parameter.Count, step);
    }
}
