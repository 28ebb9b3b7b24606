using GanSharp.Tensors;

namespace GanSharp;

/// <summary>What a discriminator says of a batch of N images. Asking for a part that its discriminator does not give is an error.</summary>
public sealed class Critique
{
    private readonly Tensor? _score, _classLogits, _codeEstimates, _reconstruction;

    internal Critique(Tensor features, Tensor? score, Tensor? classLogits, Tensor? codeEstimates, Tensor? reconstruction) =>
        (Features, _score, _classLogits, _codeEstimates, _reconstruction) = (features, score, classLogits, codeEstimates, reconstruction);

    /// <summary>What the heads read; the code of an auto-encoder. Shape (N, ...).</summary>
    public Tensor Features { get; }

    /// <summary>One number for each image, the higher the more real, shape (N, 1).</summary>
    public Tensor Score => _score ?? throw Lacks("score");

    /// <summary>A logit for each class, shape (N, classes).</summary>
    public Tensor ClassLogits => _classLogits ?? throw Lacks("class head");

    /// <summary>Estimates of the codes in the noise, shape (N, numbers of the code head); see <see cref="Terms.MutualInformation"/>.</summary>
    public Tensor CodeEstimates => _codeEstimates ?? throw Lacks("code head");

    /// <summary>The images as an auto-encoder repeats them, shape (N, C, H, W).</summary>
    public Tensor Reconstruction => _reconstruction ?? throw Lacks("decoder");

    /// <summary>Everything that was said, by name, in the order of computation.</summary>
    internal IEnumerable<(string Name, Tensor Tensor)> All
    {
        get
        {
            (string, Tensor?)[] parts = [("features", Features), ("reconstruction", _reconstruction), ("score", _score), ("class logits", _classLogits), ("code estimates", _codeEstimates)];
            return parts.Where(part => part.Item2 is not null).Select(part => (part.Item1, part.Item2!));
        }
    }

    private static GanSharpException Lacks(string part) => new($"the discriminator has no {part}, but a term asks for it");
}
