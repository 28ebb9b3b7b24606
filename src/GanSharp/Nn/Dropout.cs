using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A layer that zeroes elements, or whole channels, at random while training; see <see cref="TensorOps.Dropout"/> and
/// <see cref="TensorOps.ChannelDropout"/>.
/// </summary>
/// <param name="p">Probability of zeroing, 0 to below 1.</param>
/// <param name="channels">Whether whole channels are zeroed.</param>
public sealed class Dropout(double p, bool channels = false) : Module
{
    /// <summary>Probability of zeroing.</summary>
    internal double Probability => p;

    /// <summary>Whether whole channels are zeroed.</summary>
    internal bool OfChannels => channels;

    /// <summary>Returns dropout with masks from a stream.</summary>
    public static DropoutFunction From(RandomStream stream) =>
        (x, p, channels, parts) =>
            channels ? x.ChannelDropout(p, stream, parts) : x.Dropout(p, stream, parts);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        if (pass.Mode == Mode.Evaluate)
            return x;
        var dropout =
            pass.Dropout
            ?? throw new TensorException(
                "dropout", $"training on {x.Shape} needs random masks; give the pass a dropout function");
        return dropout(x, p, channels, pass.Parts);
    }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;
}
