using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Models;

/// <summary>
/// A discriminator: a trunk that turns images into features, and heads that read them. A critic has one head, the
/// score; ACGAN adds a class head, InfoGAN a code head; an auto-encoder has a decoder instead of a score.
/// </summary>
/// <remarks>All parts are optional; without a trunk the heads read the images themselves.</remarks>
public sealed class Discriminator : Module
{
    /// <summary>From images to features; null for the images themselves.</summary>
    public Module? Trunk { get; init => field = value is null ? null : Child("trunk", value); }

    /// <summary>From features to one number, shape (N, 1).</summary>
    public Module? ScoreHead { get; init => field = value is null ? null : Child("score", value); }

    /// <summary>From features and label to a number that is added to the score, shape (N, 1).</summary>
    public Module? Projection { get; init => field = value is null ? null : Child("projection", value); }

    /// <summary>From features to a logit for each class.</summary>
    public Module? ClassHead { get; init => field = value is null ? null : Child("class", value); }

    /// <summary>From features to estimates of the codes in the noise.</summary>
    public Module? CodeHead { get; init => field = value is null ? null : Child("code", value); }

    /// <summary>From features, which are then a code, back to images.</summary>
    public Module? Decoder { get; init => field = value is null ? null : Child("decoder", value); }

    /// <summary>The outputs that this discriminator has.</summary>
    public DiscriminatorHeads Parts =>
        (ScoreHead is null ? 0 : DiscriminatorHeads.Score) | (ClassHead is null ? 0 : DiscriminatorHeads.Classes)
        | (CodeHead is null ? 0 : DiscriminatorHeads.Codes) | (Decoder is null ? 0 : DiscriminatorHeads.Reconstruction)
        | (Has<FeatureDecoder>() ? DiscriminatorHeads.DecodableFeatures : 0);

    /// <summary>The heads that exist, with the names that listings and errors use.</summary>
    internal IEnumerable<(string Name, Module Module)> Heads =>
        from head in ((string Name, Module? Module)[])
            [
                ("score", ScoreHead), ("projection", Projection), ("class head", ClassHead), ("code head", CodeHead),
                ("decoder", Decoder),
            ]
        where head.Module is not null
        select (head.Name, head.Module);

    /// <summary>Returns every output for a batch of images.</summary>
    /// <param name="images">Shape (N, C, H, W).</param>
    /// <param name="pass">Mode, labels and dropout of this pass.</param>
    public DiscriminatorOutput ForwardHeads(Tensor images, Pass pass)
    {
        var decodable = new List<(FeatureDecoder Decoder, Tensor Features)>();
        pass = pass with { FeaturesFor = (decoder, at) => decodable.Add((decoder, at)) };
        var features = Trunk?.Forward(images, pass) ?? images;
        var score = Read(ScoreHead);
        return new(
            features,
            score: Read(Projection) is { } projection ? score! + projection : score,
            classLogits: Read(ClassHead),
            codeEstimates: Read(CodeHead),
            reconstruction: Read(Decoder))
        {
            Decodings = [.. decodable.Select(entry => new FeatureDecoding(entry.Decoder, entry.Features, pass))],
        };

        Tensor? Read(Module? head) => head?.Forward(features, pass);
    }

    /// <summary>
    /// Returns the score of every image, shape (N, 1), or the reconstruction if there is no score head.
    /// </summary>
    public override Tensor Forward(Tensor x, Pass pass) =>
        ForwardHeads(x, pass) is var output && ScoreHead is null ? output.Reconstruction : output.Score;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var features = FeatureShape(input);
        return (ScoreHead ?? Decoder)?.OutputShape(features) ?? features;
    }

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Module Module, Shape Input)> Nested(Shape input) =>
    [
        .. Trunk is null ? [] : ((string, Module, Shape)[])[("trunk", Trunk, input)],
        .. Heads.Select(head => (head.Name, head.Module, FeatureShape(input))),
    ];

    /// <summary>Returns the shape of one image's features.</summary>
    internal Shape FeatureShape(Shape image) => Trunk?.OutputShape(image) ?? image;
}
