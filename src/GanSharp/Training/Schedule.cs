using GanSharp.Recipes;

namespace GanSharp.Training;

/// <summary>What is due after which step of a training.</summary>
/// <param name="recipe">What is trained.</param>
/// <param name="batchesPerEpoch">Batches in which all images are seen once.</param>
internal sealed class Schedule(Recipe recipe, long batchesPerEpoch)
{
    private const long EarlyVerdict = 250, LastEarlyVerdict = 500;

    /// <summary>
    /// Generator steps in which all images are seen once; batches that make no whole step are left to the next epoch.
    /// </summary>
    public long StepsPerEpoch { get; } = Math.Max(1, batchesPerEpoch / recipe.CriticSteps);

    /// <summary>Generator steps that the recipe asks for.</summary>
    public long TotalSteps => StepsOf(recipe);

    /// <summary>Generator steps that a recipe for the same data and batches asks for.</summary>
    public long StepsOf(Recipe other) => other.Steps > 0 ? other.Steps : other.Epochs * StepsPerEpoch;

    /// <summary>The epoch that a step belongs to, from 1.</summary>
    public int EpochOf(long step) => (int)((step - 1) / StepsPerEpoch) + 1;

    /// <summary>Whether the step is the last of an epoch.</summary>
    public bool EpochEnds(long step) => step % StepsPerEpoch == 0;

    /// <summary>Whether a sample grid is drawn.</summary>
    public bool IsSampleDue(long step) => EpochEnds(step) || IsDue(step, recipe.SampleEvery);

    /// <summary>
    /// Whether samples are measured: after an epoch, at the end, and twice within a first epoch that is long.
    /// </summary>
    public bool IsVerdictDue(long step) =>
        EpochEnds(step)
        || step == TotalSteps
        || (step <= LastEarlyVerdict && step < StepsPerEpoch && step % EarlyVerdict == 0);

    /// <summary>Whether samples are evaluated.</summary>
    public bool IsEvaluationDue(long step) => recipe.EvaluateEvery > 0 && IsDue(step, recipe.EvaluateEvery);

    /// <summary>Whether a checkpoint is written.</summary>
    public bool IsCheckpointDue(long step) =>
        EpochEnds(step) || IsDue(step, recipe.CheckpointEvery) || IsEvaluationDue(step);

    /// <summary>
    /// What the recipe's decay multiplies the learning rates with in the step after that one, in a training of so many
    /// steps.
    /// </summary>
    public double DecayFactor(long step, long total) =>
        Math.Min(1, (total - step) / (recipe.LearningRateDecay * total));

    private bool IsDue(long step, int every) => step == TotalSteps || (every > 0 && step % every == 0);
}
