using GanSharp;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace CustomGan;

/// <summary>
/// A generator that a chain of layers cannot describe: it draws a picture at a quarter, half and full size, and the
/// result is their sum. The label is joined to the noise.
/// </summary>
internal sealed class SkipGenerator : Module
{
    private readonly ConcatLabels _labels;
    private readonly Linear _start;
    private readonly BatchNorm _norm;
    private readonly Conv2d _quarter, _middle, _half, _end, _whole;
    private readonly ImageShape _image;
    private readonly int _channels;

    public SkipGenerator(NetworkContext context, int latent, int channels = 48)
    {
        var image = context.Image;
        (_image, _channels) = (image, channels);
        _labels = Child("labels", new ConcatLabels(context.Classes));
        _start = Child(
            "start", new Linear(latent + context.Classes, channels * (image.Height / 4) * (image.Width / 4)));
        _norm = Child("norm", new BatchNorm(channels));
        _middle = Child("middle", new Conv2d(channels, channels / 2, new(3, Padding: 1)));
        _end = Child("end", new Conv2d(channels / 2, channels / 4, new(3, Padding: 1)));
        _quarter = Child("quarter", new Conv2d(channels, image.Channels, new(1)));
        _half = Child("half", new Conv2d(channels / 2, image.Channels, new(1)));
        _whole = Child("whole", new Conv2d(channels / 4, image.Channels, new(3, Padding: 1)));
    }

    public override Tensor Forward(Tensor x, Pass pass)
    {
        var features = _start
            .Forward(_labels.Forward(x, pass), pass)
            .Reshape([x.Shape[0], _channels, _image.Height / 4, _image.Width / 4]);
        features = _norm.Forward(features, pass).Relu();
        var picture = _quarter.Forward(features, pass);
        features = _middle.Forward(features.UpsampleNearest(2), pass).LeakyRelu(0.2);
        picture = picture.UpsampleNearest(2) + _half.Forward(features, pass);
        features = _end.Forward(features.UpsampleNearest(2), pass).LeakyRelu(0.2);
        return (picture.UpsampleNearest(2) + _whole.Forward(features, pass)).Tanh();
    }

    public override Shape OutputShape(Shape input) => [_image.Channels, _image.Height, _image.Width];
}
