using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A layer whose units are each the maximum of several linear functions of the input; see
/// <see cref="TensorOps.Maxout"/>.
/// </summary>
public sealed class Maxout : Module
{
    private readonly int _pieces;
    private readonly Linear _linear;

    /// <summary>Creates a layer of <paramref name="units"/> units with <paramref name="pieces"/> pieces each.</summary>
    public Maxout(int inputs, int units, int pieces, DType dtype = DType.F32)
    {
        _pieces = pieces;
        _linear = Child("linear", new Linear(inputs, Shape.Create([units, pieces]).Size, dtype: dtype));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => _linear.Forward(x, pass).Maxout(_pieces);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => [_linear.OutputShape(input)[0] / _pieces];
}
