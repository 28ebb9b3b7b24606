using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>A layer that gives every sample another shape with the same number of elements.</summary>
public sealed class Reshape(Shape sample) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => x.Reshape([x.Shape[0], .. sample]);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Size == sample.Size ? sample
        : throw new TensorException("reshape", $"samples of {input} cannot become {sample}");
}
