using GanSharp.Metrics;
using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Training;

/// <summary>Options of a <see cref="Trainer"/>.</summary>
public sealed record TrainerOptions
{
    /// <summary>The clock for speeds; the system's by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Networks and terms written in C#; none by default.</summary>
    public CustomParts? Custom { get; init; }

    /// <summary>
    /// Evaluates samples, such as <see cref="Evaluator.Evaluate(Sampling.Sampler, CancellationToken)"/>; none by
    /// default. Required by recipes with <see cref="Recipes.Recipe.EvaluateEvery"/>.
    /// </summary>
    public GeneratorEvaluator? Evaluate { get; init; }

    /// <summary>Where the networks are and the steps are computed; the CPU by default.</summary>
    public Device Device { get; init; } = Device.Cpu;
}
