using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>The same learned sample for every sample of a batch, whatever its input; it starts from N(0, 1).</summary>
public sealed class LearnedConstant : Module
{
    private readonly Tensor _value;

    /// <summary>Creates a constant of zeros; <see cref="Module.Initialize"/> draws its values.</summary>
    public LearnedConstant(Shape shape, DType dtype = DType.F32) => _value = Parameter("value", [1, .. shape], dtype);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) =>
        _value.BroadcastTo(_value.Shape.With(0, x.Shape[0]));

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Shape.Create(_value.Shape.Extents[1..].ToArray());

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream) =>
        InPlace.Copy(_value, stream.Normal(_value.Shape, dtype: _value.DType, device: _value.Device));
}
