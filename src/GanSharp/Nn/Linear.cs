using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// y = x · weightᵀ + bias, from <c>inputs</c> to <c>outputs</c> numbers per sample. The weight has shape (outputs,
/// inputs).
/// </summary>
public sealed class Linear : WeightedLayer
{
    private readonly int _inputs, _outputs;

    /// <summary>Creates a layer of zeros; <see cref="Module.Initialize"/> draws its weights.</summary>
    /// <param name="inputs">Numbers per sample in, at least 1.</param>
    /// <param name="outputs">Numbers per sample out, at least 1.</param>
    /// <param name="bias">Whether a bias is added; true by default.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    public Linear(int inputs, int outputs, bool bias = true, DType dtype = DType.F32)
        : base([outputs, inputs], bias ? outputs : null, new Fan(inputs, outputs), dtype) =>
        (_inputs, _outputs) = (inputs, outputs);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => x.Linear(WeightFor(pass), BiasFor());

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input == [_inputs] ? [_outputs]
        : throw new TensorException("linear", $"takes samples of ({_inputs}), not {input}");
}
