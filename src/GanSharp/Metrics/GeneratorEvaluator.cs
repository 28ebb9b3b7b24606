using GanSharp.Sampling;

namespace GanSharp.Metrics;

/// <summary>
/// Evaluates a generator by its samples; <see cref="Evaluator.Evaluate(Sampling.Sampler, CancellationToken)"/> is one.
/// </summary>
/// <param name="sampler">Draws from the generator.</param>
/// <param name="cancellation">Ends the work.</param>
public delegate Evaluation GeneratorEvaluator(Sampler sampler, CancellationToken cancellation);
