namespace GanSharp.Metrics.Features;

/// <summary>The progress of a classifier's training after a step.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps of the whole training.</param>
/// <param name="Epoch">The epoch of the step, from 1.</param>
/// <param name="Epochs">Epochs of the whole training.</param>
/// <param name="Loss">Mean cross entropy in this epoch so far.</param>
/// <param name="Accuracy">Accuracy on the training images of this epoch so far, 0 to 1.</param>
public sealed record ClassifierProgress(int Step, int Steps, int Epoch, int Epochs, double Loss, double Accuracy)
{
    /// <summary>What the classifier learns to tell apart.</summary>
    public FeatureTask Task { get; init; }

    /// <summary>Whether the epoch ended with this step.</summary>
    public bool IsEndOfEpoch => Step % (Steps / Epochs) == 0;
}
