using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A function without parameters that keeps the shape, such as <c>new Activation(x => x.LeakyRelu(0.2))</c>.
/// </summary>
public sealed class Activation(Func<Tensor, Tensor> function) : Module
{
    /// <summary>The number that sets the function, such as a slope; null if it has none.</summary>
    internal double? Setting { get; init; }

    /// <summary>What the function is multiplied by, as part of it; 1 by default.</summary>
    internal double Gain { get; init; } = 1;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => function(x);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;
}
