using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Recipes;
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
    /// <summary>Numbers from N(0, 1) for the noise of a generator's layers, and for terms.</summary>
    public Func<Shape, Tensor> Normal { get; init; } = _ => throw new InvalidOperationException("no normal numbers");

    /// <summary>Numbers from U(0, 1) for the augmentation.</summary>
    public Func<Shape, Tensor> Augment { get; init; } = _ => throw new InvalidOperationException("no augmentation");

    /// <summary>The streams that the numbers come from.</summary>
    public IReadOnlyList<RandomStream> Streams { get; init; } = [];

    /// <summary>
    /// Those of the streams that are drawn from while a shard of a batch is computed. The others are drawn from for the
    /// whole batch.
    /// </summary>
    public IReadOnlyList<RandomStream> OfShards { get; init; } = [];

    /// <summary>
    /// Random numbers from the streams <c>latent</c>, <c>labels</c>, <c>penalty</c> and <c>dropout</c> of a seed, and
    /// from <c>augment</c> if the recipe has an augmentation, and from <c>noise</c> if something takes normal numbers.
    /// </summary>
    public static StepInputs FromSeed(GanModel model, Recipe recipe)
    {
        var seed = recipe.Seed;
        RandomStream
            latent = new("latent", seed), labels = new("labels", seed),
            penalty = new("penalty", seed), dropout = new("dropout", seed),
            augment = new("augment", seed), noise = new("noise", seed);
        var takesNormal = model.Generator.Has<PixelNoise>() || model.Terms.Any(term => term.NeedsStyle);
        var dtype = model.Context.DType;
        return new(
            count =>
                (
                    model.Latent.Draw(count, latent, dtype),
                    model.IsConditional ? labels.Integers(count, model.Context.Classes) : null),
            shape => penalty.Uniform(shape, dtype: dtype),
            Nn.Dropout.From(dropout))
        {
            Normal = shape => noise.Normal(shape, dtype: dtype),
            Augment = shape => augment.Uniform(shape, dtype: DType.F64),
            OfShards = [penalty, dropout, augment, noise],
            Streams =
            [
                latent, labels, penalty, dropout,
                .. (RandomStream[])(recipe.Augment.Count > 0 ? [augment] : []),
                .. (RandomStream[])(takesNormal ? [noise] : []),
            ],
        };
    }
}
