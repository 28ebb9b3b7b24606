using GanSharp.Sampling;

namespace GanSharp.Metrics;

/// <summary>Judges a generator by its samples; <see cref="Evaluator.Judge"/> is one.</summary>
/// <param name="sampler">Draws from the generator.</param>
/// <param name="cancellation">Ends the work.</param>
public delegate Evaluation GeneratorJudge(Sampler sampler, CancellationToken cancellation);
