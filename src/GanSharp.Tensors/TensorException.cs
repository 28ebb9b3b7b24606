namespace GanSharp.Tensors;

/// <summary>
/// A tensor operation was asked for something it cannot do. The message begins with the operation and names the shapes.
/// </summary>
public sealed class TensorException : Exception
{
    /// <summary>An error of the operation <paramref name="op"/>: the message becomes <c>[op] reason</c>.</summary>
    public TensorException(string op, string reason) : base($"[{op}] {reason}") => Op = op;

    /// <summary>The operation that refused, in its public name.</summary>
    public string Op { get; }
}
