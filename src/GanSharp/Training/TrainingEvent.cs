using System.Text.Json.Serialization;
using GanSharp.IO;
using GanSharp.Metrics;

namespace GanSharp.Training;

/// <summary>Something that happened in a training. Events are immutable and come in order.</summary>
/// <param name="Step">Generator steps done so far.</param>
public abstract record TrainingEvent([property: JsonRequired] long Step);

/// <summary>The networks are built and the data is loaded; training begins.</summary>
/// <param name="Step">Generator steps that were done before: 0, unless the training was resumed.</param>
/// <param name="TotalSteps">Generator steps to do, those included.</param>
/// <param name="StepsPerEpoch">Generator steps in which all images are seen once.</param>
/// <param name="GeneratorParameters">Trainable numbers of the generator.</param>
/// <param name="DiscriminatorParameters">Trainable numbers of the discriminator.</param>
public sealed record TrainingStarted(
    long Step, long TotalSteps, long StepsPerEpoch, long GeneratorParameters,
    long DiscriminatorParameters) : TrainingEvent(Step);

/// <summary>A generator step is done, and the discriminator steps before it.</summary>
/// <param name="Step">Generator steps done so far, from 1.</param>
/// <param name="Epoch">The epoch it belongs to, from 1.</param>
/// <param name="DiscriminatorLoss">What the discriminator minimised, the mean of its steps.</param>
/// <param name="GeneratorLoss">What the generator minimised.</param>
/// <param name="RealScore">Mean D(x), the probability that real images are real; null where D is no classifier.</param>
/// <param name="FakeScore">Mean D(G(z)) before the discriminator's step; null where D is no classifier.</param>
/// <param name="Measures">
/// Further figures of the recipe's terms, by name, such as <c>class-accuracy</c>, after D's last step; null where they
/// have none.
/// </param>
/// <param name="ImagesPerSecond">Real images seen per second, averaged over the latest steps.</param>
public sealed record StepCompleted(
    long Step, int Epoch, double DiscriminatorLoss, double GeneratorLoss, double? RealScore, double? FakeScore,
    IReadOnlyDictionary<string, double>? Measures, double ImagesPerSecond) : TrainingEvent(Step)
{
    /// <summary>
    /// ‖∇L‖₂ of the discriminator's loss over all its parameters, in its last step; null when it was not logged.
    /// </summary>
    public double? DiscriminatorGradientNorm { get; init; }

    /// <summary>‖∇L‖₂ of the generator's loss over all its parameters; null when it was not logged.</summary>
    public double? GeneratorGradientNorm { get; init; }

    /// <summary>The learning rate of the discriminator's last step; null when it was not logged.</summary>
    public double? DiscriminatorLearningRate { get; init; }

    /// <summary>The learning rate of the generator's step; null when it was not logged.</summary>
    public double? GeneratorLearningRate { get; init; }

    /// <summary>
    /// Whether the discriminator's weights were looked at and its last step had changed none. It is not logged.
    /// </summary>
    internal bool DiscriminatorIsStill { get; init; }

    /// <summary>
    /// Whether the generator's weights were looked at and its step had changed none. It is not logged.
    /// </summary>
    internal bool GeneratorIsStill { get; init; }
}

/// <summary>A grid of samples from the fixed noise of the run.</summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Epoch">
/// Epochs finished so far, when the grid closes an epoch (0: before the first step); null for a grid in between.
/// </param>
/// <param name="Grid">
/// Square for unconditional models; for conditional ones a row per noise vector and a column per class.
/// </param>
public sealed record SamplesDrawn(long Step, int? Epoch, Bitmap Grid) : TrainingEvent(Step);

/// <summary>
/// A few hundred samples were compared with real images, pixel by pixel: after an epoch, after the last step, and after
/// steps 250 and 500 of a first epoch that is longer. ‖·‖ is the distance of two images, X stands for samples and Y for
/// real images.
/// </summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Epoch">Epochs finished so far, when an epoch ended; null otherwise.</param>
/// <param name="EnergyDistance">
/// (2E‖X - Y‖ - E‖X - X'‖ - E‖Y - Y'‖) / 2E‖X - Y‖: near 0 when samples are distributed as real images are, up to 1.
/// Székely and Rizzo 2013.
/// </param>
/// <param name="Diversity">
/// E‖X - X'‖ / E‖Y - Y'‖, between images of one class where classes are asked for: 1 when samples vary as real images
/// do. Null where the real images do not differ, or no two images are of one class.
/// </param>
public sealed record SamplesMeasured(long Step, int? Epoch, double EnergyDistance, double? Diversity)
    : TrainingEvent(Step)
{
    /// <summary>
    /// How many samples are nearest to a real image of each class; null where the data has no labels.
    /// </summary>
    public IReadOnlyList<int>? ClassCounts { get; init; }

    /// <summary>
    /// E‖X - X'‖ / E‖Y - Y'‖ with X and X' from the same noise now and when samples were measured last; null the first
    /// time, and where real images do not differ.
    /// </summary>
    public double? Change { get; init; }
}

/// <summary>
/// Samples were compared with real test images in the features of a network, as often as the recipe says, and after the
/// last step.
/// </summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Evaluation">The figures.</param>
public sealed record SamplesEvaluated(long Step, Evaluation Evaluation) : TrainingEvent(Step);

/// <summary>Something seems to be wrong with the training. It goes on, unless an error follows.</summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Kind">
/// What it is: <c>not-finite</c>, <c>rollback</c>, <c>mode-collapse</c>, <c>discriminator-won</c>,
/// <c>generator-still</c>, <c>no-gradient</c>, <c>weights-still</c>, or of a resumed training <c>length-changed</c> or
/// <c>instructions-changed</c>.
/// </param>
/// <param name="Reason">How it shows.</param>
/// <param name="Suggestion">What may help.</param>
public sealed record TrainingWarning(long Step, string Kind, string Reason, string Suggestion) : TrainingEvent(Step)
{
    /// <summary>
    /// Whether it says, before the first step of a resumed training, what sets that apart from one that was never
    /// stopped.
    /// </summary>
    [JsonIgnore]
    public bool IsOfResuming => Kind is ResumedTraining.LengthChanged or ResumedTraining.InstructionsChanged;
}

/// <summary>
/// Numbers were no longer finite, and the recipe says to go back then (<see cref="Recipes.NanResponse.Rollback"/>): the
/// training is that of the last checkpoint again, with learning rates half as large.
/// </summary>
/// <param name="Step">Generator steps of the checkpoint.</param>
/// <param name="From">Generator steps before it went back.</param>
public sealed record RolledBack(long Step, long From) : TrainingEvent(Step);

/// <summary>All images were seen once more.</summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Epoch">Epochs finished so far.</param>
public sealed record EpochCompleted(long Step, int Epoch) : TrainingEvent(Step);

/// <summary>
/// A checkpoint is worth writing now (<see cref="Trainer.Save"/>): after an epoch, after as many steps as the recipe
/// says, when samples were evaluated, and at the end; also before the first step where the recipe says to roll back.
/// The last event of its step.
/// </summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="IsBest">
/// Whether the samples of this step are nearer to real images than all before: by their Fréchet distance where they are
/// evaluated, else by <see cref="SamplesMeasured.EnergyDistance"/>.
/// </param>
public sealed record CheckpointDue(long Step, bool IsBest = false) : TrainingEvent(Step);

/// <summary>The last step is done.</summary>
/// <param name="Step">Generator steps done.</param>
/// <param name="Elapsed">Time since the start, or since the training was resumed.</param>
public sealed record TrainingFinished(long Step, TimeSpan Elapsed) : TrainingEvent(Step);
