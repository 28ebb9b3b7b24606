using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A function without parameters that keeps the shape, such as <c>new Activation(x => x.LeakyRelu(0.2))</c>.
/// </summary>
public sealed class Activation(Func<Tensor, Tensor> function) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => function(x);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;
}
