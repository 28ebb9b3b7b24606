namespace GanSharp.Tensors.Autograd;

/// <summary>Which inputs of an operation want a gradient; the others' derivatives need not be computed.</summary>
public readonly struct Needs
{
    private readonly ulong _bits;

    internal Needs(ReadOnlySpan<bool> wanted)
    {
        for (var i = 0; i < wanted.Length; i++)
            _bits |= wanted[i] ? 1UL << i : 0;
    }

    /// <summary>Whether input number <paramref name="input"/> wants a gradient.</summary>
    public bool this[int input] => (_bits >> input & 1) != 0;
}

/// <summary>
/// The vector-Jacobian product of an operation: from the gradient of a scalar with respect to the output to its
/// gradients with respect to the inputs, in order; null where <paramref name="needs"/> does not ask. Written with
/// <see cref="TensorOps"/>, so that it can be differentiated in turn.
/// </summary>
public delegate Tensor?[] Vjp(Tensor grad, Needs needs);

/// <summary>One recorded operation: what it was called, what it read, and how gradients flow back.</summary>
internal sealed class Node(string op, Tensor[] inputs, Vjp vjp)
{
    private static long _recorded;

    /// <summary>
    /// Grows with every recorded operation, so an operation's number is above those of all its inputs.
    /// </summary>
    public long Order { get; } = Interlocked.Increment(ref _recorded);

    public string Op => op;
    public Tensor[] Inputs => inputs;
    public Vjp Vjp => vjp;
}
