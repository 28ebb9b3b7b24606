using GanSharp.Tensors;

namespace GanSharp.Export;

/// <summary>The same tensor in two traces of a network, whose batches have different sizes.</summary>
internal readonly record struct TracedValue(Tensor First, Tensor Second)
{
    /// <summary>The operations that computed it; null for what was there before.</summary>
    public (TracedOperation? First, TracedOperation? Second) Operations =>
        (Trace.OperationOf(First), Trace.OperationOf(Second));

    /// <summary>Whether it was computed from an input of the network, or for the size of the batch.</summary>
    public bool DependsOnInput =>
        Operations.First is { } operation && (operation.DependsOnInput || First.Shape != Second.Shape);

    /// <summary>The number of axes.</summary>
    public int Rank => First.Shape.Rank;

    /// <summary>Its extents; null if one of them is no multiple of the size of the batch.</summary>
    public Extent[]? Extents()
    {
        var extents = new Extent[Rank];
        for (var axis = 0; axis < Rank; axis++)
        {
            var (first, second) = (First.Shape[axis], Second.Shape[axis]);
            if (first == second)
                extents[axis] = new(first, PerSample: false);
            else if (first % TracedNetwork.FirstBatch == 0
                && (long)first * TracedNetwork.SecondBatch == (long)second * TracedNetwork.FirstBatch)
                extents[axis] = new(first / TracedNetwork.FirstBatch, PerSample: true);
            else
                return null;
        }
        return extents;
    }
}
