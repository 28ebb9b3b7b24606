using GanSharp.Tensors;

namespace GanSharp.Mpi;

/// <summary>Numbers of tensors that messages are sent from and received into, without a copy.</summary>
internal static class TensorMessage
{
    /// <summary>Whether the numbers of a tensor can be reached by MPI: those of the CPU can.</summary>
    public static bool CanReach(Tensor tensor) => tensor.Device == Device.Cpu;

    /// <summary>Some successive numbers of a tensor. The tensor must live until the message is sent.</summary>
    public static Span<T> Of<T>(Tensor tensor, int start, int length) where T : unmanaged =>
        tensor.AsSpan<T>().Slice(start, length);
}
