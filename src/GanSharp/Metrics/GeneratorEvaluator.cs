using GanSharp.Sampling;

namespace GanSharp.Metrics;

/// <summary>
/// Evaluates a generator by its samples, such as <see cref="Evaluator.Evaluate(Sampling.Sampler, CancellationToken)"/>.
/// </summary>
/// <param name="sampler">Draws samples from the generator.</param>
/// <param name="cancellation">Ends the work.</param>
public delegate Evaluation GeneratorEvaluator(Sampler sampler, CancellationToken cancellation);
