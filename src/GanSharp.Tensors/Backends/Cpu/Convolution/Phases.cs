namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// One axis of an input gradient: <paramref name="length"/> inputs fall into stride phases. Input h = u·stride + a -
/// padding is in phase a, meets the weights a, a + stride, ..., and of them a + t·stride meets output u - t.
/// </summary>
internal readonly struct Phases(int length, int kernel, int outputs, int stride, int padding)
{
    /// <summary>Zeros needed before the first output.</summary>
    public int Before => Math.Max(0, (kernel + stride - 1) / stride - 1);

    /// <summary>Length of the outputs with the zeros before and after them.</summary>
    public int Length => Before + Math.Max(outputs, (length - 1 + padding) / stride + 1);

    public Phase this[int a]
    {
        get
        {
            var first = Math.Max(0, (padding - a + stride - 1) / stride);
            var last = length - 1 + padding - a;
            var count = last < 0 ? 0 : last / stride - first + 1;
            var taps = (kernel - a + stride - 1) / stride;
            taps = Math.Max(0, taps);
            return new(
                first * stride + a - padding, Math.Max(0, count), taps, a + (taps - 1) * stride,
                first + Before - (taps - 1));
        }
    }
}

/// <summary>
/// <paramref name="Count"/> inputs from <paramref name="First"/> on, each the sum over <paramref name="Taps"/> weights,
/// read backwards from <paramref name="LastTap"/>, and as many padded outputs, the first of them from
/// <paramref name="Start"/> on.
/// </summary>
internal readonly record struct Phase(int First, int Count, int Taps, int LastTap, int Start);
