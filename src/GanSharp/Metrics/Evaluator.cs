using GanSharp.Data;
using GanSharp.Sampling;

namespace GanSharp.Metrics;

/// <summary>Judges samples by the features of a network. What is known of the real images is computed once, so it can judge again and again.</summary>
public sealed class Evaluator
{
    /// <summary>An evaluator that holds samples against <paramref name="test"/>.</summary>
    /// <param name="features">The network whose features are compared.</param>
    /// <param name="training">The images that a generator was trained on, for the floor of each figure; null for no floor.</param>
    /// <param name="test">Real images that no generator has seen.</param>
    /// <param name="options">How to evaluate; defaults where null.</param>
    public Evaluator(FeatureNetwork features, ImageDataset? training, ImageDataset test, EvaluationOptions? options = null) =>
        throw new NotImplementedException($"{features} {training} {test} {options}");

    /// <summary>Samples to judge, of noise that depends on the options alone; classes, where there are any, in the proportions of the test images.</summary>
    public ImageDataset Draw(Sampler sampler, CancellationToken cancellation = default) => throw new NotImplementedException($"{sampler} {cancellation} {this}");

    /// <summary>The figures of samples.</summary>
    public Evaluation Evaluate(ImageDataset samples, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        throw new NotImplementedException($"{samples} {progress} {cancellation} {this}");
}
