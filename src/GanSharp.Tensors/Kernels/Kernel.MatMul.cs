using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors.Kernels;

internal static unsafe partial class Kernel
{
    /// <summary>op(a) · op(b) + bias of each column; matrices whose inner extents agree.</summary>
    public static Tensor MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor? columnBias = null)
    {
        var (m, k) = transposeA ? (a.Shape[1], a.Shape[0]) : (a.Shape[0], a.Shape[1]);
        var n = b.Shape[transposeB ? 0 : 1];
        var y = new Tensor([m, n], a.DType);
        using var measured = Measure("matmul", (m, n, k, transposeA, transposeB), BytesOf(a, b, y), 2.0 * m * n * k);
        if (a.DType == DType.F32)
            Multiply<float>(a, b, y, columnBias);
        else
            Multiply<double>(a, b, y, columnBias);
        return y;

        void Multiply<T>(Tensor a, Tensor b, Tensor y, Tensor? bias) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
            Gemm.Multiply(m, n, k, a.Pointer<T>(), transposeA, b.Pointer<T>(), transposeB, y.Pointer<T>(), PointerOrNull<T>(bias));
    }

    private static T* PointerOrNull<T>(Tensor? tensor) where T : unmanaged => tensor is null ? null : tensor.Pointer<T>();
}
