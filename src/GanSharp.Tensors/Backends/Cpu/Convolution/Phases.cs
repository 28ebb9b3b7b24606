namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// One axis of an input gradient, whose <paramref name="length"/> inputs fall into stride phases. Input h = u·stride +
/// a - padding is in phase a and meets the weights a, a + stride, ...; weight a + t·stride connects it to output u -
/// t.
/// </summary>
internal readonly struct Phases(int length, int taps, int outputs, int stride, int padding)
{
    /// <summary>Zeros needed before the first output.</summary>
    public int Before => Math.Max(0, (taps + stride - 1) / stride - 1);

    /// <summary>Number of outputs, including the zeros before and after them.</summary>
    public int Length => Before + Math.Max(outputs, (length - 1 + padding) / stride + 1);

    public Phase this[int a]
    {
        get
        {
            var first = Math.Max(0, (padding - a + stride - 1) / stride);
            var last = length - 1 + padding - a;
            var count = last < 0 ? 0 : last / stride - first + 1;
            var tapsOfPhase = Math.Max(0, (taps - a + stride - 1) / stride);
            return new(
                First: first * stride + a - padding, Count: Math.Max(0, count), Taps: tapsOfPhase,
                LastTap: a + (tapsOfPhase - 1) * stride, Start: first + Before - (tapsOfPhase - 1));
        }
    }
}

/// <summary>
/// <paramref name="Count"/> inputs, starting at <paramref name="First"/>. Each is a sum over <paramref name="Taps"/>
/// weights, read backwards from <paramref name="LastTap"/>, and as many padded outputs, which start at
/// <paramref name="Start"/> for the first input.
/// </summary>
internal readonly record struct Phase(int First, int Count, int Taps, int LastTap, int Start);
