namespace GanSharp.Tensors.Backends;

/// <summary>How a backend reduces many numbers to one.</summary>
internal enum ReduceOp
{
    /// <summary>The largest; NaN where one of them is NaN.</summary>
    Max,

    /// <summary>The sum; 0 of none.</summary>
    Sum,
}
