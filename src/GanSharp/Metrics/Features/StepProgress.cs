namespace GanSharp.Metrics.Features;

/// <summary>Reports the steps of a classifier's training as a share.</summary>
internal sealed class StepProgress(IProgress<double>? share) : IProgress<ClassifierProgress>
{
    public void Report(ClassifierProgress value) => share?.Report((double)value.Step / value.Steps);
}
