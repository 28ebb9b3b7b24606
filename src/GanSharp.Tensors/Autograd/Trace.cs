using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GanSharp.Tensors.Autograd;

/// <summary>
/// Records the operations of a computation, so that it can be written in another format. While a trace is open, each
/// result that depends on a tracked tensor keeps its operation with its attributes, even where <see cref="Tape.Pause"/>
/// or <see cref="Tensor.Detach"/> ends the tape. It belongs to one thread. Without a trace, nothing is kept.
/// </summary>
/// <example><code>
/// using var trace = Trace.Of([noise], labels);
/// var images = network.Forward(noise, new Pass(Mode.Evaluate, labels));
/// Console.WriteLine(Trace.OperationOf(images)!.Name);
/// </code></example>
public sealed class Trace : IDisposable
{
    [ThreadStatic]
    private static Trace? _current;

    private readonly Trace? _outer;
    private readonly int[] _labels;

    private Trace(IReadOnlyList<Tensor> inputs, int[]? labels)
    {
        (_outer, _labels) = (_current, labels ?? []);
        Labels = labels is null ? null : Tensor.From(labels, [labels.Length], DType.I32);
        foreach (var input in (IEnumerable<Tensor>)[.. inputs, .. Labels is null ? [] : new[] { Labels }])
            input.Node = new TracedNode(TracedOperation.Input, [], null);
        _current = this;
    }

    /// <summary>Whether this thread traces.</summary>
    public static bool IsOn => _current is not null;

    /// <summary>
    /// The labels as a tensor, the input of operations that read them; null if there are none.
    /// </summary>
    public Tensor? Labels { get; }

    /// <summary>Starts a trace, which ends when the result is disposed.</summary>
    /// <param name="inputs">The inputs of the computation: leaves, from which everything traced is computed.</param>
    /// <param name="labels">
    /// Indices that are an input too: <see cref="TensorOps.Embedding(Tensor, int[])"/> and <see cref="Tensor.OneHot"/>
    /// recognise this array. None by default.
    /// </param>
    public static Trace Of(IReadOnlyList<Tensor> inputs, int[]? labels = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return new(inputs, labels);
    }

    /// <summary>Returns the operation that computed a tensor in a trace; null for every other tensor.</summary>
    public static TracedOperation? OperationOf(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return (tensor.Node as TracedNode)?.Operation;
    }

    /// <summary>
    /// Replaces the operations between some inputs and a result by one, which an exporter can treat as a whole. Call it
    /// only while <see cref="IsOn"/>.
    /// </summary>
    /// <param name="op">The name of the operation.</param>
    /// <param name="result">What was computed from the inputs, a tensor that nothing else computes.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="attributes">Everything else that the result depends on; null for nothing.</param>
    /// <returns><paramref name="result"/>.</returns>
    public static Tensor Whole(string op, Tensor result, Tensor[] inputs, object? attributes)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(inputs);
        if (Array.Exists(inputs, input => input.IsTracked))
            result.Node = new TracedNode(op, inputs, attributes);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _current = _outer;

    /// <summary>Returns the indices as a tensor: the labels of the trace if they are the same array.</summary>
    internal static Tensor Indices(ReadOnlySpan<int> indices, Tensor rows) =>
        _current!.AreLabels(indices) ? _current.Labels! : rows;

    /// <summary>Traces one-hot rows of the labels of the trace; other rows stay constants.</summary>
    internal static Tensor OneHot(ReadOnlySpan<int> labels, Tensor rows) =>
        _current!.AreLabels(labels) ? Whole("one-hot", rows, [_current.Labels!], null) : rows;

    private bool AreLabels(ReadOnlySpan<int> indices) =>
        indices.Length > 0 && indices.Length == _labels.Length
        && Unsafe.AreSame(in MemoryMarshal.GetReference(indices), in _labels[0]);
}
