using GanSharp.Export;
using GanSharp.IO;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Studio.Play;

/// <summary>What the discriminator of a run says of the pictures of a game.</summary>
/// <param name="SaysForged">Its answers; null if there is no discriminator.</param>
/// <param name="Threshold">
/// <c>zero</c> if its scores are logits, otherwise <c>median</c>: the median of the scores is the threshold.
/// </param>
/// <param name="Reason">Why there is no discriminator; null if there is one.</param>
internal sealed record DiscriminatorAnswers(bool[]? SaysForged, string? Threshold, string? Reason)
{
    /// <summary>No discriminator.</summary>
    public static DiscriminatorAnswers None(string reason) => new(null, null, reason);

    /// <summary>The discriminator of the newest checkpoint of a run.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="pixels">The pictures.</param>
    /// <param name="labels">Their classes; null if they have none.</param>
    public static DiscriminatorAnswers OfRun(string folder, byte[] pixels, int[]? labels)
    {
        try
        {
            FolderLinks.RequireInside(folder, "run");
            var networks = CheckpointNetworks.Load(folder);
            return Of(networks.Recipe, networks.Discriminator, pixels, labels);
        }
        catch (Exception error) when (ErrorResponses.IsExpected(error))
        {
            return None(error.Message);
        }
    }

    /// <summary>A discriminator.</summary>
    public static DiscriminatorAnswers Of(
        Recipe recipe, TrainedDiscriminator discriminator, byte[] pixels, int[]? labels)
    {
        using var scope = new TensorScope();
        using var untracked = Tape.Pause();
        var image = discriminator.Image;
        var values = new float[pixels.Length];
        discriminator.Range.ToFloats(pixels, values);
        var images = Tensor.From(values, [pixels.Length / image.Count, image.Channels, image.Height, image.Width]);
        var pass = new Pass(Mode.Evaluate, discriminator.ClassNames.Count > 0 ? labels : null);
        var output = discriminator.Network.ForwardHeads(images, pass);
        var hasScore = discriminator.Network.ScoreHead is not null;
        // An auto-encoder reconstructs real pictures better.
        var scores = (hasScore ? output.Score.Flatten() : -(output.Reconstruction - images).Square().Flatten())
            .Mean([1]).ToArray<float>();
        var areLogits = hasScore && recipe.CreateTerms().Any(term => term.ScoresAreLogits);
        var threshold = areLogits ? 0 : Median(scores);
        return new([.. scores.Select(score => score < threshold)], areLogits ? "zero" : "median", null);
    }

    private static double Median(float[] scores)
    {
        float[] sorted = [.. scores.Order()];
        return (sorted[(sorted.Length - 1) / 2] + (double)sorted[sorted.Length / 2]) / 2;
    }
}
