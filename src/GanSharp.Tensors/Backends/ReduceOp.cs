namespace GanSharp.Tensors.Backends;

/// <summary>The reductions of many numbers to one.</summary>
internal enum ReduceOp
{
    /// <summary>The largest number; NaN if any of them is NaN.</summary>
    Max,

    /// <summary>The sum; 0 if there are no numbers.</summary>
    Sum,
}
