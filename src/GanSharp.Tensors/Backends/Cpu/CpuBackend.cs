using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Backends.Cpu.Memory;

namespace GanSharp.Tensors.Backends.Cpu;

/// <summary>
/// Kernels on the vector units of the processor and on several threads (<see cref="Compute.Threads"/>). The shapes
/// alone determine the division of work, so results are bit-identical for every number of threads. This file has memory
/// and element types; every other file has one kind of kernel and passes pointers to the folder of that kind.
/// </summary>
internal sealed unsafe partial class CpuBackend : Backend
{
    public override string Name => "cpu";

    public override Storage Allocate(long bytes) => new CpuStorage(this, bytes);

    public override void Upload(ReadOnlySpan<byte> source, Storage target, long offset) =>
        source.CopyTo(new Span<byte>((byte*)target.Pointer + offset, source.Length));

    public override void Download(Storage source, long offset, Span<byte> target) =>
        new ReadOnlySpan<byte>((byte*)source.Pointer + offset, target.Length).CopyTo(target);

    public override void Fill(Tensor y, double value)
    {
        if (y.DType == DType.F32)
            y.AsSpan<float>().Fill((float)value);
        else if (y.DType == DType.F64)
            y.AsSpan<double>().Fill(value);
        else
            y.AsSpan<int>().Fill((int)value);
    }

    public override void Convert(Tensor x, Tensor y)
    {
        if (x.DType == DType.F32)
            From<float>();
        else if (x.DType == DType.F64)
            From<double>();
        else
            From<int>();

        void From<TFrom>() where TFrom : unmanaged, INumberBase<TFrom>
        {
            if (y.DType == DType.F32)
                TensorPrimitives.ConvertTruncating(x.AsSpan<TFrom>(), y.AsSpan<float>());
            else if (y.DType == DType.F64)
                TensorPrimitives.ConvertTruncating(x.AsSpan<TFrom>(), y.AsSpan<double>());
            else
                TensorPrimitives.ConvertTruncating(x.AsSpan<TFrom>(), y.AsSpan<int>());
        }
    }
}
