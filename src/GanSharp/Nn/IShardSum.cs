using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>Adds tensors of all shards of a batch, in the middle of a pass.</summary>
internal interface IShardSum
{
    /// <summary>The number of shards.</summary>
    int Count { get; }

    /// <summary>
    /// The sum of the tensors that all shards give here, in the order of the shards; a new tensor. All shards must call
    /// it equally often, with tensors of one shape.
    /// </summary>
    Tensor Sum(Tensor own);
}
