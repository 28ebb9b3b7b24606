using GanSharp.Tensors.Backends.Cpu.Gemm;

namespace GanSharp.Tensors.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public override void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor? bias, Tensor y)
    {
        var (m, k, n) = (y.Shape[0], a.Shape[transposeA ? 0 : 1], y.Shape[1]);
        using var measured = Measure("matmul", (m, n, k, transposeA, transposeB), BytesOf(a, b, y), 2.0 * m * n * k);
        if (a.DType == DType.F32)
            Multiply<float>();
        else
            Multiply<double>();

        void Multiply<T>()
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
            MatrixProduct.Multiply(
                new Matrix<T>(a.Pointer<T>(), m, k, transposeA), new Matrix<T>(b.Pointer<T>(), k, n, transposeB),
                y.Pointer<T>(), PointerOrNull<T>(bias));
    }

    private static T* PointerOrNull<T>(Tensor? tensor)
        where T : unmanaged => tensor is null ? null : tensor.Pointer<T>();
}
