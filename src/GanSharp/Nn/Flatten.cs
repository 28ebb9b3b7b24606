using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>A layer that turns every sample into a vector.</summary>
public sealed class Flatten : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => x.Flatten();

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => [input.Size];
}
