using System.Diagnostics;

namespace GanSharp.Tensors.Backends;

internal abstract partial class Backend
{
    /// <summary>Measures a kernel until the result is disposed; does nothing unless a profile is open.</summary>
    protected static Measured<TOperands> Measure<TOperands>(
        string kernel, TOperands operands, double bytes, double operations = 0) =>
        KernelProfile.Current is { } profile ? new(profile, kernel, operands, bytes, operations) : default;

    /// <summary>Total bytes of the tensors.</summary>
    protected static double BytesOf(params ReadOnlySpan<Tensor?> tensors)
    {
        var bytes = 0d;
        foreach (var tensor in tensors)
            bytes += tensor is null ? 0 : (double)tensor.Count * tensor.DType.Size();
        return bytes;
    }

    protected readonly struct Measured<TOperands>(
        KernelProfile profile, string kernel, TOperands operands, double bytes, double operations) : IDisposable
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        public void Dispose() =>
            profile?.Add(kernel, $"{operands}", Stopwatch.GetTimestamp() - _start, operations, bytes);
    }
}
