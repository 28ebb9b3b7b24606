namespace GanSharp.Metrics.Features;

/// <summary>How far the training of a classifier is, after a step.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Epoch">The epoch of the step, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Loss">Mean cross entropy of the epoch so far.</param>
/// <param name="Accuracy">Share of training images of the epoch so far that were told rightly, 0 to 1.</param>
public sealed record ClassifierProgress(int Step, int Steps, int Epoch, int Epochs, double Loss, double Accuracy)
{
    /// <summary>Whether the epoch ended with this step.</summary>
    public bool IsEndOfEpoch => Step % (Steps / Epochs) == 0;
}
