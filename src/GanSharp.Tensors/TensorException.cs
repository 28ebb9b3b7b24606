namespace GanSharp.Tensors;

/// <summary>
/// The error of a tensor operation on arguments that do not fit. The message begins with the operation and names the
/// shapes.
/// </summary>
public sealed class TensorException : Exception
{
    /// <summary>An error of the operation <paramref name="op"/>: the message becomes <c>[op] reason</c>.</summary>
    public TensorException(string op, string reason) : base($"[{op}] {reason}") => Op = op;

    /// <summary>The public name of the operation that failed.</summary>
    public string Op { get; }
}
