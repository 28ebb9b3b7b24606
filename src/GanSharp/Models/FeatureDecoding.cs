using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Models;

/// <summary>The features of a batch of images at a <see cref="FeatureDecoder"/>.</summary>
public sealed class FeatureDecoding
{
    private readonly FeatureDecoder _decoder;
    private readonly Tensor _features;
    private readonly Pass _pass;
    private readonly int _start, _count;

    internal FeatureDecoding(FeatureDecoder decoder, Tensor features, Pass pass)
        : this(decoder, features, pass with { FeaturesFor = null }, 0, features.Shape[0]) { }

    private FeatureDecoding(FeatureDecoder decoder, Tensor features, Pass pass, int start, int count) =>
        (_decoder, _features, _pass, _start, _count) = (decoder, features, pass, start, count);

    /// <summary>The features, shape (N, C, H, W).</summary>
    public Tensor Features => field ??=
        _features.Shape[0] == _count ? _features : _features.Slice(0, _start, _count);

    /// <summary>
    /// Whether <see cref="Decode"/> takes a quarter of the features, and returns a quarter of the image.
    /// </summary>
    public bool OfPart => _decoder.OfPart;

    /// <summary>Returns the images that the decoder makes of these features, or of a quarter of them.</summary>
    public Tensor Decode(Tensor features) => _decoder.Decode(features, _pass);

    /// <summary>Returns the features of some of the images, as a batch of their own.</summary>
    internal FeatureDecoding Slice(int start, int count) =>
        new(_decoder, _features, _pass with { Labels = _pass.Labels?[start..(start + count)], Parts = 1 },
            _start + start, count);
}
