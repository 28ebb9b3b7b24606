namespace GanSharp.Tensors.Autograd;

/// <summary>Records the operations on tracked tensors. On by default, per thread.</summary>
public static class Tape
{
    [ThreadStatic]
    private static int _paused;

    /// <summary>Whether this thread records operations on tracked tensors.</summary>
    public static bool IsRecording => _paused == 0;

    /// <summary>
    /// Stops recording on this thread until the result is disposed; for sampling, and for generated images that only
    /// train the discriminator.
    /// </summary>
    public static Pausing Pause() => new(1);

    /// <summary>
    /// Records how <paramref name="output"/> was computed, if recording is on and an input is tracked.
    /// </summary>
    /// <param name="op">The operation's name, for error messages and profiles.</param>
    /// <param name="output">A new tensor, which may share storage with an input.</param>
    /// <param name="inputs">
    /// The inputs of the operation, in the order in which <paramref name="vjp"/> returns gradients; at most 64.
    /// </param>
    /// <param name="vjp">The derivative.</param>
    /// <returns><paramref name="output"/>.</returns>
    public static Tensor Record(string op, Tensor output, Tensor[] inputs, Vjp vjp)
    {
        ArgumentNullException.ThrowIfNull(output);
        if ((IsRecording || Trace.IsOn) && Array.Exists(inputs, input => input.IsTracked))
            output.Node = Trace.IsOn ? new TracedNode(op, inputs, null) : new Node(op, inputs, vjp);
        return output;
    }

    /// <summary>Records an operation with attributes, which only a <see cref="Trace"/> keeps.</summary>
    internal static Tensor Record<T>(string op, Tensor output, Tensor[] inputs, Vjp vjp, T attributes) where T : notnull
    {
        Record(op, output, inputs, vjp);
        return Trace.IsOn ? Trace.Whole(op, output, inputs, attributes) : output;
    }

    /// <summary>
    /// Records an operation with fused kernels. <paramref name="fused"/> computes first derivatives. When the
    /// derivative is itself recorded, <paramref name="composite"/>, the same function written with plain operations, is
    /// differentiated instead.
    /// </summary>
    internal static Tensor RecordFused(
        string op, Tensor output, Tensor[] inputs, Vjp fused, Func<Tensor[], Tensor> composite) =>
        Record(
            op, output, inputs,
            (grad, needs) => IsRecording ? Differentiate(composite, inputs, grad, needs) : fused(grad, needs));

    private static Tensor?[] Differentiate(Func<Tensor[], Tensor> composite, Tensor[] inputs, Tensor grad, Needs needs)
    {
        // Aliases stop the backward pass at the inputs but keep the result connected to them.
        var aliases = Array.ConvertAll(inputs, TensorOps.Alias);
        var wanted = Enumerable.Range(0, inputs.Length).Where(i => needs[i]).ToArray();
        var grads = Grad.Of(composite(aliases), [.. wanted.Select(i => aliases[i])], createGraph: true, seed: grad);
        var result = new Tensor?[inputs.Length];
        for (var i = 0; i < wanted.Length; i++)
            result[wanted[i]] = grads[i];
        return result;
    }

    /// <summary>Ends a pause when disposed.</summary>
    public readonly ref struct Pausing
    {
        private readonly int _count;

        internal Pausing(int count) => _paused += _count = count;

        /// <summary>Resumes recording.</summary>
        public void Dispose() => _paused -= _count;
    }

    internal static Pausing PauseUnless(bool record) => new(record ? 0 : 1);
}
