using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A rectifier with a learned slope below zero for each channel, initially 0.25; see <see cref="TensorOps.PRelu"/>.
/// </summary>
public sealed class PRelu : Module
{
    private readonly Tensor _weight;

    /// <summary>Creates a layer of <paramref name="channels"/> slopes: one for each channel, or one for all.</summary>
    public PRelu(int channels, DType dtype = DType.F32)
    {
        _weight = Parameter("weight", [channels], dtype);
        Reset();
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => x.PRelu(_weight);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream) => Reset();

    private void Reset() => _weight.Fill(0.25);
}
