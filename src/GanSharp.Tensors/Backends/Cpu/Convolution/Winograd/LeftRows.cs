using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// The rows of a left operand. Neighbouring rows and depths are <paramref name="rowStep"/> and
/// <paramref name="depthStep"/> elements apart, one of which is 1.
/// </summary>
internal readonly unsafe struct LeftRows<T>(T* start, int count, int rowStep, int depthStep) where T : unmanaged
{
    public int Count => count;

    /// <summary>At most <paramref name="most"/> rows from <paramref name="row"/> on.</summary>
    public LeftRows<T> From(int row, int most) =>
        new(start + (long)row * rowStep, Math.Min(most, count - row), rowStep, depthStep);

    /// <summary>The rows without the depths before <paramref name="depth"/>.</summary>
    public LeftRows<T> FromDepth(int depth) => new(start + (long)depth * depthStep, count, rowStep, depthStep);

    /// <summary>Rows from <paramref name="row"/> on, at depths from <paramref name="from"/> on, as one panel.</summary>
    public MicroPanel<T> Panel(int row, int from) => new(
        start + (long)row * rowStep + (long)from * depthStep, (long)rowStep, depthStep,
        Math.Min(MicroKernel.Rows, count - row));

    /// <summary>
    /// The rows of the panel after that at <paramref name="row"/>, for <paramref name="steps"/> steps of the
    /// micro-kernel. None if depths are contiguous, as processors then do it themselves.
    /// </summary>
    public Prefetch<T> PrefetchAfter(int row, int from, int steps) => depthStep == 1
        ? Prefetch<T>.None
        : Prefetch<T>.Share(
            new(start + row + MicroKernel.Rows + (long)from * depthStep, depthStep), steps, MicroKernel.Rows, 0, 1,
            steps);
}
