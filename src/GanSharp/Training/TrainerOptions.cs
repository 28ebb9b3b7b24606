using GanSharp.Metrics;
using GanSharp.Models;
using GanSharp.Mpi;
using GanSharp.Tensors;
using GanSharp.Training.Checkpoints;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

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

    /// <summary>
    /// Networks of another training to start from; by default all networks are initialised as the recipe says.
    /// </summary>
    public PretrainedNetworks? InitFrom { get; init; }

    /// <summary>
    /// The processes that train together; this one alone by default. All of them create the same trainer and run it;
    /// the first writes the files. Their number must divide <see cref="Recipes.Recipe.Shards"/>.
    /// </summary>
    public ProcessGroup Processes { get; init; } = ProcessGroup.Single;

    /// <summary>Where the networks are and the steps are computed; the CPU by default.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>
    /// The program's log, which is told when the training starts, ends an epoch, is evaluated, warns, writes a
    /// checkpoint, is rolled back, and ends; events 1 to 9. None by default.
    /// </summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
