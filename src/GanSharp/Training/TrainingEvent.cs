using GanSharp.IO;

namespace GanSharp.Training;

/// <summary>Something that happened in a training. Events are immutable and come in order.</summary>
/// <param name="Step">Generator steps done so far.</param>
public abstract record TrainingEvent(long Step);

/// <summary>The networks are built and the data is loaded; training begins.</summary>
/// <param name="Step">Generator steps that were done before: 0, unless the training was resumed.</param>
/// <param name="TotalSteps">Generator steps to do, those included.</param>
/// <param name="StepsPerEpoch">Generator steps in which all images are seen once.</param>
/// <param name="GeneratorParameters">Trainable numbers of the generator.</param>
/// <param name="DiscriminatorParameters">Trainable numbers of the discriminator.</param>
public sealed record TrainingStarted(long Step, long TotalSteps, long StepsPerEpoch, long GeneratorParameters, long DiscriminatorParameters)
    : TrainingEvent(Step);

/// <summary>A generator step is done, and the discriminator steps before it.</summary>
/// <param name="Step">Generator steps done so far, from 1.</param>
/// <param name="Epoch">The epoch it belongs to, from 1.</param>
/// <param name="DiscriminatorLoss">What the discriminator minimised, the mean of its steps.</param>
/// <param name="GeneratorLoss">What the generator minimised.</param>
/// <param name="RealScore">Mean D(x), the probability that real images are real; null where D is no classifier.</param>
/// <param name="FakeScore">Mean D(G(z)) before the discriminator's step; null where D is no classifier.</param>
/// <param name="Measures">Further figures of the recipe's terms, by name, such as <c>class-accuracy</c>, after D's last step; null where they have none.</param>
/// <param name="ImagesPerSecond">Real images seen per second, averaged over the latest steps.</param>
public sealed record StepCompleted(
    long Step, int Epoch, double DiscriminatorLoss, double GeneratorLoss, double? RealScore, double? FakeScore,
    IReadOnlyDictionary<string, double>? Measures, double ImagesPerSecond) : TrainingEvent(Step)
{
    /// <summary>The L2 norm of the gradient that the discriminator last learned from, over all its parameters; null where it was not measured.</summary>
    public double? DiscriminatorGradientNorm { get; init; }

    /// <summary>The L2 norm of the gradient that the generator learned from, over all its parameters; null where it was not measured.</summary>
    public double? GeneratorGradientNorm { get; init; }

    /// <summary>The learning rate of the discriminator's last step; null where it was not noted.</summary>
    public double? DiscriminatorLearningRate { get; init; }

    /// <summary>The learning rate of the generator's step; null where it was not noted.</summary>
    public double? GeneratorLearningRate { get; init; }
}

/// <summary>A grid of samples from the fixed noise of the run.</summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Epoch">Epochs finished so far, when the grid closes an epoch (0: before the first step); null for a grid in between.</param>
/// <param name="Grid">Square for unconditional models; for conditional ones a row per noise vector and a column per class.</param>
public sealed record SamplesDrawn(long Step, int? Epoch, Bitmap Grid) : TrainingEvent(Step);

/// <summary>Samples were compared with real images.</summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Epoch">Epochs finished so far, when the comparison closes an epoch; null for one in between.</param>
/// <param name="EnergyDistance">How far the samples are from real images as a whole; 0 would be no difference.</param>
/// <param name="Diversity">How much samples differ from each other, relative to real images: 1 is as much, 0 not at all.</param>
/// <param name="ClassCounts">How many samples look like each class; null without labels.</param>
public sealed record SamplesJudged(long Step, int? Epoch, double EnergyDistance, double Diversity, IReadOnlyList<int>? ClassCounts) : TrainingEvent(Step);

/// <summary>Something looks wrong with the training, which goes on.</summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Kind">What kind of trouble it is, such as <c>mode-collapse</c>.</param>
/// <param name="Reason">What was seen.</param>
/// <param name="Suggestion">What may help.</param>
public sealed record TrainingWarning(long Step, string Kind, string Reason, string Suggestion) : TrainingEvent(Step);

/// <summary>All images were seen once more.</summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Epoch">Epochs finished so far.</param>
public sealed record EpochCompleted(long Step, int Epoch) : TrainingEvent(Step);

/// <summary>
/// A checkpoint is worth writing now (<see cref="Trainer.Save"/>): after an epoch, after as many steps as the recipe says, and at the end.
/// The last event of its step.
/// </summary>
/// <param name="Step">Generator steps done so far.</param>
public sealed record CheckpointDue(long Step) : TrainingEvent(Step);

/// <summary>The last step is done.</summary>
/// <param name="Step">Generator steps done.</param>
/// <param name="Elapsed">Time since the start, or since the training was resumed.</param>
public sealed record TrainingFinished(long Step, TimeSpan Elapsed) : TrainingEvent(Step);
