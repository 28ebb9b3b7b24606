using GanSharp.Tensors;

namespace GanSharp.Models;

/// <summary>
/// The output of a discriminator for a batch of N images. Reading a part that the discriminator does not have is an
/// error.
/// </summary>
public sealed class DiscriminatorOutput
{
    private readonly Tensor _features;
    private readonly Tensor? _score, _classLogits, _codeEstimates, _reconstruction;
    private readonly int _start, _count;

    internal DiscriminatorOutput(
        Tensor features, Tensor? score, Tensor? classLogits, Tensor? codeEstimates, Tensor? reconstruction)
    {
        (_features, _score, _classLogits, _codeEstimates, _reconstruction) = (
            features, score, classLogits, codeEstimates, reconstruction);
        _count = features.Shape[0];
    }

    private DiscriminatorOutput(DiscriminatorOutput of, int start, int count)
        : this(
            of._features, score: of._score, classLogits: of._classLogits, codeEstimates: of._codeEstimates,
            reconstruction: of._reconstruction) =>
        (_start, _count, Decodings) =
        (of._start + start, count, [.. of.Decodings.Select(decoding => decoding.Slice(start, count))]);

    /// <summary>The input of the heads, or the code of an auto-encoder, shape (N, ...).</summary>
    public Tensor Features => field ??= RowsOf(_features)!;

    /// <summary>One number for each image, the higher the more real, shape (N, 1).</summary>
    public Tensor Score => field ??= RowsOf(_score) ?? throw Lacks("score");

    /// <summary>A logit for each class, shape (N, classes).</summary>
    public Tensor ClassLogits => field ??= RowsOf(_classLogits) ?? throw Lacks("class head");

    /// <summary>
    /// Estimates of the codes in the noise, shape (N, numbers of the code head); see
    /// <see cref="Terms.MutualInformation"/>.
    /// </summary>
    public Tensor CodeEstimates => field ??= RowsOf(_codeEstimates) ?? throw Lacks("code head");

    /// <summary>The images as an auto-encoder reconstructs them, shape (N, C, H, W).</summary>
    public Tensor Reconstruction => field ??= RowsOf(_reconstruction) ?? throw Lacks("decoder");

    /// <summary>The features that images can be decoded from, in the order of the layers.</summary>
    public IReadOnlyList<FeatureDecoding> Decodings { get; internal init; } = [];

    /// <summary>Every part of the output by name, in the order of computation.</summary>
    internal IEnumerable<(string Name, Tensor Tensor)> All
    {
        get
        {
            (string, Tensor?)[] parts =
            [
                ("features", _features), ("reconstruction", _reconstruction), ("score", _score),
                ("class logits", _classLogits),
                ("code estimates", _codeEstimates),
            ];
            return parts.Where(part => part.Item2 is not null).Select(part => (part.Item1, RowsOf(part.Item2)!));
        }
    }

    /// <summary>Returns the output for some of the images. A part is sliced when it is first read.</summary>
    internal DiscriminatorOutput Slice(int start, int count) => new(this, start, count);

    /// <summary>Returns the rows of a part that belong to the images of this output.</summary>
    private Tensor? RowsOf(Tensor? part) =>
        part is null || part.Shape[0] == _count ? part : part.Slice(0, _start, _count);

    private static GanSharpException Lacks(string part) =>
        new($"the discriminator has no {part}, but a term needs it");
}
