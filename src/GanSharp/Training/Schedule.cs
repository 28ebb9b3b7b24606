using GanSharp.Recipes;

namespace GanSharp.Training;

/// <summary>Says what is due after which step of a training.</summary>
/// <param name="recipe">The recipe that is trained.</param>
/// <param name="batchesPerEpoch">Batches that show all images once.</param>
internal sealed class Schedule(Recipe recipe, long batchesPerEpoch)
{
    private const long EarlyMeasurement = 250, LastEarlyMeasurement = 500;

    /// <summary>
    /// Generator steps that show all images once. Batches that do not fill a step are left to the next epoch.
    /// </summary>
    public long StepsPerEpoch { get; } = Math.Max(1, batchesPerEpoch / recipe.CriticSteps);

    /// <summary>Generator steps of the whole training.</summary>
    public long TotalSteps => StepsOf(recipe);

    /// <summary>Generator steps of the whole training by another recipe with the same data and batches.</summary>
    public long StepsOf(Recipe other) => other.TotalSteps(StepsPerEpoch);

    /// <summary>The epoch that a step belongs to, from 1.</summary>
    public int EpochOf(long step) => (int)((step - 1) / StepsPerEpoch) + 1;

    /// <summary>Whether the step is the last of an epoch.</summary>
    public bool EpochEnds(long step) => step % StepsPerEpoch == 0;

    /// <summary>Whether the step is the last of an epoch after which the training is shown and saved.</summary>
    private bool SavedEpochEnds(long step) => step % (recipe.SaveEpochs * StepsPerEpoch) == 0;

    /// <summary>Whether a sample grid is drawn.</summary>
    public bool IsSampleDue(long step) => SavedEpochEnds(step) || IsDue(step, recipe.SampleEvery);

    /// <summary>
    /// Whether samples are measured: after each saved epoch, at the end, and after steps 250 and 500 of a longer first
    /// epoch.
    /// </summary>
    public bool IsMeasurementDue(long step) =>
        SavedEpochEnds(step)
        || step == TotalSteps
        || (step <= LastEarlyMeasurement && step < StepsPerEpoch && step % EarlyMeasurement == 0);

    /// <summary>Whether samples are evaluated.</summary>
    public bool IsEvaluationDue(long step) => recipe.EvaluateEvery > 0 && IsDue(step, recipe.EvaluateEvery);

    /// <summary>Whether a checkpoint is written.</summary>
    public bool IsCheckpointDue(long step) =>
        SavedEpochEnds(step) || IsDue(step, recipe.CheckpointEvery) || IsEvaluationDue(step);

    /// <summary>
    /// The factor that the recipe's decay gives the learning rates in the step after <paramref name="step"/>, in a
    /// training of <paramref name="total"/> steps.
    /// </summary>
    public double DecayFactor(long step, long total) =>
        Math.Min(1, (total - step) / (recipe.LearningRateDecay * total));

    private bool IsDue(long step, int every) => step == TotalSteps || (every > 0 && step % every == 0);
}
