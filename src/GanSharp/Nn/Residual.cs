using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A residual block, y = body(x) + shortcut(x). The shortcut is x itself if the shapes agree. Otherwise it repeats
/// pixels or averages windows, to match the size of the body's output, and mixes channels by a 1×1 convolution (vectors
/// by a linear layer) without bias.
/// </summary>
/// <remarks>He et al. 2016, "Identity mappings in deep residual networks", https://arxiv.org/abs/1603.05027.</remarks>
public sealed class Residual : Module
{
    private readonly Module _body;
    private readonly Module? _mix, _resample;
    private readonly bool _grows;

    /// <summary>Creates a block around <paramref name="body"/>.</summary>
    /// <param name="body">Any module.</param>
    /// <param name="input">The shape of one input sample.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    /// <param name="equalized">
    /// <see cref="WeightedLayer.Equalized"/> of the layer that mixes channels; null by default.
    /// </param>
    /// <exception cref="TensorException">No shortcut fits the body's input and output.</exception>
    public Residual(Module body, Shape input, DType dtype = DType.F32, double? equalized = null)
    {
        _body = Child("body", body);
        var output = body.OutputShape(input);
        if (input.Rank != output.Rank || input.Rank is not (1 or 3))
            throw NoShortcut(input, output);
        if (input.Rank == 3)
            _resample = Resampling(input, output);
        _grows = output.Size > input.Size && input.Rank == 3 && output[1] > input[1];
        if (input[0] != output[0])
            _mix = Child<Module>("shortcut", input.Rank == 3
                ? new Conv2d(input[0], output[0], new(1), bias: false, dtype) { Equalized = equalized }
                : new Linear(input[0], output[0], bias: false, dtype) { Equalized = equalized });
    }

    /// <summary>Whether the sum is divided by √2, so that it varies as its parts do; false by default.</summary>
    public bool KeepsVariance { get; init; }

    /// <summary>The module whose output is added to the shortcut's.</summary>
    internal Module Body => _body;

    /// <summary>The layers of the shortcut, first to last; none if the input is added as it is.</summary>
    internal IEnumerable<Module> ShortcutLayers =>
        (_grows ? (Module?[])[_mix, _resample] : [_resample, _mix]).OfType<Module>();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        var sum = _body.Forward(x, pass) + Shortcut(x, pass);
        return KeepsVariance ? sum * (1 / Math.Sqrt(2)) : sum;
    }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => _body.OutputShape(input);

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Module Module, Shape Input)> Nested(Shape input) =>
        [("body", _body, input)];

    /// <summary>
    /// Computes the shortcut. Channels are mixed at the smaller image size; the order does not change the result.
    /// </summary>
    private Tensor Shortcut(Tensor x, Pass pass)
    {
        foreach (var module in ShortcutLayers)
            x = module.Forward(x, pass);
        return x;
    }

    private static Resample? Resampling(Shape input, Shape output)
    {
        var (height, width) = (Factor(input[1], output[1]), Factor(input[2], output[2]));
        return height != width || height is 0 ? throw NoShortcut(input, output)
            : height is 1 ? null
            : height > 1 ? Resample.Upsample(height)
            : Resample.AveragePool(-height, -height);
    }

    /// <summary>
    /// Returns how many times larger the output is, negative if it is smaller; 0 if neither is a multiple.
    /// </summary>
    private static int Factor(int input, int output) =>
        output % input == 0 ? output / input
        : input / output is > 0 and var times && input / times == output ? -times
        : 0;

    private static TensorException NoShortcut(Shape input, Shape output) =>
        new(
            "residual",
            $"samples of {input} become {output}, and there is no shortcut between them; "
            + "sizes must be multiples of each other");
}
