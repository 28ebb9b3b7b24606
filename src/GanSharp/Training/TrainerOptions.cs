using GanSharp.Metrics;
using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Training;

/// <summary>What a <see cref="Trainer"/> works with, besides the recipe and the data.</summary>
public sealed record TrainerOptions
{
    /// <summary>The clock for speeds; the system's by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Networks and terms written in C#; none by default.</summary>
    public CustomParts? Custom { get; init; }

    /// <summary>
    /// What evaluates samples, such as <see cref="Evaluator.Evaluate(Sampling.Sampler, CancellationToken)"/>; none by
    /// default. A recipe that says how often samples are evaluated needs it.
    /// </summary>
    public GeneratorEvaluator? Evaluate { get; init; }

    /// <summary>Where the networks are and the steps are computed; the CPU by default.</summary>
    public Device Device { get; init; } = Device.Cpu;
}
