namespace GanSharp.Tensors.Autograd;

/// <summary>One operation of a <see cref="Trace"/>.</summary>
/// <param name="Name">
/// The name that errors and profiles use, such as <c>conv2d</c>; <see cref="Input"/> for an input.
/// </param>
/// <param name="Inputs">The inputs, in the order of the operation's arguments.</param>
/// <param name="Attributes">
/// What else the result depends on; null for nothing. A number is a <see cref="double"/>, an axis or a scale an
/// <see cref="int"/>, an order of axes an array of these; other operations have a record of their own, such as
/// <see cref="ConvAttributes"/>.
/// </param>
public sealed record TracedOperation(string Name, IReadOnlyList<Tensor> Inputs, object? Attributes)
{
    /// <summary>The name of an input of the trace.</summary>
    public const string Input = "input";

    /// <summary>Grows from operation to operation, so it is larger than that of all inputs.</summary>
    public long Order { get; init; }

    /// <summary>Whether the result depends on an input of the trace; otherwise it is a constant.</summary>
    public bool DependsOnInput { get; init; }
}

/// <summary>A recorded operation of a trace.</summary>
internal sealed class TracedNode : Node
{
    public TracedNode(string op, Tensor[] inputs, object? attributes)
        : base(op, inputs, (_, _) => throw new TensorException(op, "a trace has no derivatives"))
    {
        Operation = new(op, inputs, attributes)
        {
            Order = Order,
            DependsOnInput = op == TracedOperation.Input
                || Array.Exists(inputs, input => input.Node is TracedNode { Operation.DependsOnInput: true }),
        };
    }

    public TracedOperation Operation { get; }
}
