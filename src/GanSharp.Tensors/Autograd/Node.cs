namespace GanSharp.Tensors.Autograd;

/// <summary>The inputs of an operation that need a gradient; derivatives of the others need not be computed.</summary>
public readonly struct Needs
{
    private readonly ulong _bits;

    internal Needs(ReadOnlySpan<bool> wanted)
    {
        for (var i = 0; i < wanted.Length; i++)
            _bits |= wanted[i] ? 1UL << i : 0;
    }

    /// <summary>Whether input number <paramref name="input"/> needs a gradient.</summary>
    public bool this[int input] => (_bits >> input & 1) != 0;
}

/// <summary>
/// The vector-Jacobian product of an operation: maps the gradient of a scalar with respect to the output to its
/// gradients with respect to the inputs, in order; null where <paramref name="needs"/> is false. Written with
/// <see cref="TensorOps"/>, so that it can be differentiated in turn.
/// </summary>
public delegate Tensor?[] Vjp(Tensor grad, Needs needs);

/// <summary>One recorded operation: its name, its inputs and its derivative.</summary>
internal class Node(string op, Tensor[] inputs, Vjp vjp)
{
    private static long _recorded;

    /// <summary>Grows with every recorded operation, so an operation has a larger number than all its inputs.</summary>
    public long Order { get; } = Interlocked.Increment(ref _recorded);

    public string Op => op;
    public Tensor[] Inputs => inputs;
    public Vjp Vjp => vjp;
}
