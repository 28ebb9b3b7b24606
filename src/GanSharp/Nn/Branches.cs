using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>The mean of the outputs of several modules for the same input.</summary>
public sealed class Branches : Module
{
    private readonly Module[] _branches;

    /// <summary>Creates the mean of one module or more, whose outputs have the same shape.</summary>
    public Branches(params IReadOnlyList<Module> branches) =>
        _branches = [.. branches.Select((branch, i) => Child($"{i}", branch))];

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) =>
        _branches.Select(branch => branch.Forward(x, pass)).Aggregate((sum, next) => sum + next)
            * (1d / _branches.Length);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var outputs = _branches.Select(branch => branch.OutputShape(input)).Distinct().ToArray();
        return outputs.Length == 1 ? outputs[0]
            : throw new TensorException("mean", $"samples of {string.Join(" and of ", outputs)} have no mean");
    }

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Module Module, Shape Input)> Nested(Shape input) =>
        _branches.Select((branch, i) => ($"{i}", branch, input));
}
