using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Training;

/// <summary>Everything random in the steps of a training.</summary>
/// <param name="Draw">
/// Noise for that many images and the class that each should have; null for an unconditional generator.
/// </param>
/// <param name="Uniform">Numbers from U(0, 1) for the terms.</param>
/// <param name="Dropout">The function of dropout layers.</param>
internal sealed record StepInputs(
    Func<int, (Tensor Noise, int[]? Labels)> Draw, Func<Shape, Tensor> Uniform, DropoutFunction Dropout)
{
    /// <summary>The streams that the numbers come from.</summary>
    public IReadOnlyList<RandomStream> Streams { get; init; } = [];

    /// <summary>
    /// Random numbers from the streams <c>latent</c>, <c>labels</c>, <c>penalty</c> and <c>dropout</c> of a seed.
    /// </summary>
    public static StepInputs FromSeed(GanModel model, long seed)
    {
        RandomStream
            latent = new("latent", seed), labels = new("labels", seed),
            penalty = new("penalty", seed), dropout = new("dropout", seed);
        var dtype = model.Context.DType;
        return new(
            count =>
                (
                    model.Latent.Draw(count, latent, dtype),
                    model.IsConditional ? labels.Integers(count, model.Context.Classes) : null),
            shape => penalty.Uniform(shape, dtype: dtype),
            Nn.Dropout.From(dropout))
        {
            Streams = [latent, labels, penalty, dropout],
        };
    }
}
