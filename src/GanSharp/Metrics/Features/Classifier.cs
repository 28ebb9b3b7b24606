using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Metrics.Features;

/// <summary>
/// A network that predicts classes: a trunk, whose output is a vector of features, and a head, which turns it into
/// logits.
/// </summary>
internal sealed class Classifier : Module
{
    /// <summary>Builds a classifier from lines of the layer shorthand, the last of which is the head.</summary>
    /// <exception cref="GanSharpException">The lines are not a classifier of such images.</exception>
    public Classifier(IReadOnlyList<string> layers, NetworkContext context)
    {
        if (layers.Count < 2)
            throw new GanSharpException(
                $"{layers.Count} lines of layers are too few; a classifier has a trunk and, on its last line, a head");
        var text = new NetworkText(layers);
        if (text.LineOf("concat-labels") >= 0)
            throw new GanSharpException("a classifier must not be given the class; leave concat-labels out");
        Trunk = Child("trunk", NetworkBuilder.Build(text, ..^1, context.Sample, context));
        var features = Trunk.OutputShape(context.Sample);
        if (features.Rank != 1)
            throw new GanSharpException(
                $"the trunk makes samples of {features}, where a vector of features is needed; end it in linear");
        Head = Child("head", NetworkBuilder.Build(text, ^1.., features, context));
        if (Head.OutputShape(features) != [context.Classes])
            throw new GanSharpException(
                $"the head makes samples of {Head.OutputShape(features)}, where {context.Classes} logits are needed; "
                + "end it in linear K");
        Features = features.Size;
    }

    /// <summary>From images to features.</summary>
    public Sequential Trunk { get; }

    /// <summary>From features to logits.</summary>
    public Sequential Head { get; }

    /// <summary>Length of a feature vector.</summary>
    public int Features { get; }

    /// <summary>
    /// The layers for square images with that side: convolutions that halve it until it is 4 or less, and 64 features.
    /// Features are taken after a batch norm and before the activation, so that each is nearly normal, with mean 0 and
    /// deviation 1 on the training images, and none is stuck at zero.
    /// </summary>
    public static IReadOnlyList<string> LayersFor(int side)
    {
        List<string> layers = [side < 16 ? "conv 24 k3 p1, batch-norm, relu" : "conv 24 k5 s2 p2, batch-norm, relu"];
        side = side < 16 ? side : (side + 1) / 2;
        do
        {
            var channels = layers.Count == 1 ? 32 : 64;
            layers.Add(
                side > 4
                    ? $"conv {channels} k3 p1, batch-norm, relu, max-pool k2"
                    : $"conv {channels} k3 p1, batch-norm, relu");
            side /= 2;
        }
        while (side > 4);
        return [.. layers, "linear 64, batch-norm", "relu, linear K"];
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => Head.Forward(Trunk.Forward(x, pass), pass);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Head.OutputShape(Trunk.OutputShape(input));
}
