using System.Text.Json.Serialization;
using GanSharp.IO;
using GanSharp.Metrics;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Training;

/// <summary>An event of a training. Events are immutable and come in order.</summary>
/// <param name="Step">Generator steps done so far.</param>
public abstract record TrainingEvent([property: JsonRequired] long Step);

/// <summary>The training starts: networks are built and data is loaded.</summary>
/// <param name="Step">Generator steps done before; 0 unless the training was resumed.</param>
/// <param name="TotalSteps">Generator steps of the whole training.</param>
/// <param name="StepsPerEpoch">Generator steps that show all images once.</param>
/// <param name="GeneratorParameters">Trainable parameters of the generator.</param>
/// <param name="DiscriminatorParameters">Trainable parameters of the discriminator.</param>
public sealed record TrainingStarted(
    long Step, long TotalSteps, long StepsPerEpoch, long GeneratorParameters, long DiscriminatorParameters)
    : TrainingEvent(Step);

/// <summary>
/// The networks start with tensors of another training (<see cref="TrainerOptions.InitFrom"/>). Comes before the first
/// step.
/// </summary>
/// <param name="Step">Generator steps done: 0.</param>
/// <param name="Transfer">What was taken and what was not.</param>
public sealed record WeightsTransferred(long Step, Transfer Transfer) : TrainingEvent(Step);

/// <summary>A generator step and the discriminator steps before it are done.</summary>
/// <param name="Step">Generator steps done so far, from 1.</param>
/// <param name="Epoch">The epoch it belongs to, from 1.</param>
/// <param name="DiscriminatorLoss">Loss of the discriminator, the mean over its steps.</param>
/// <param name="GeneratorLoss">Loss of the generator.</param>
/// <param name="RealScore">Mean D(x), the probability that D gives real images; null if D is not a classifier.</param>
/// <param name="FakeScore">Mean D(G(z)) before the discriminator's step; null if D is not a classifier.</param>
/// <param name="Measures">
/// Figures of the recipe's terms by name, such as <c>class-accuracy</c>, after D's last step; null if they have none.
/// </param>
/// <param name="ImagesPerSecond">Real images seen per second, averaged over the latest steps.</param>
public sealed record StepCompleted(
    long Step, int Epoch, double DiscriminatorLoss, double GeneratorLoss, double? RealScore, double? FakeScore,
    IReadOnlyDictionary<string, double>? Measures, double ImagesPerSecond) : TrainingEvent(Step)
{
    /// <summary>
    /// ‖∇L‖₂ of the discriminator's loss over all its parameters in its last step; null if it was not logged.
    /// </summary>
    public double? DiscriminatorGradientNorm { get; init; }

    /// <summary>‖∇L‖₂ of the generator's loss over all its parameters; null if it was not logged.</summary>
    public double? GeneratorGradientNorm { get; init; }

    /// <summary>Learning rate of the discriminator's last step; null if it was not logged.</summary>
    public double? DiscriminatorLearningRate { get; init; }

    /// <summary>Learning rate of the generator's step; null if it was not logged.</summary>
    public double? GeneratorLearningRate { get; init; }

    /// <summary>
    /// Whether the discriminator's weights were compared and its last step had changed none. Not logged.
    /// </summary>
    internal bool DiscriminatorIsStill { get; init; }

    /// <summary>
    /// Whether the generator's weights were compared and its step had changed none. Not logged.
    /// </summary>
    internal bool GeneratorIsStill { get; init; }
}

/// <summary>A grid of samples from the fixed noise of the run.</summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Epoch">
/// Epochs finished so far if the grid ends an epoch (0: before the first step); null for a grid in between.
/// </param>
/// <param name="Grid">
/// A square for unconditional models; for conditional models, a row per noise vector and a column per class.
/// </param>
public sealed record SamplesDrawn(long Step, int? Epoch, Bitmap Grid) : TrainingEvent(Step);

/// <summary>
/// Some hundred samples were compared with real images, pixel by pixel: after each epoch, after the last step, and
/// after steps 250 and 500 of a longer first epoch. Below, X are samples, Y are real images, and ‖·‖ is the distance of
/// two images.
/// </summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Epoch">Epochs finished so far if an epoch ended; null otherwise.</param>
/// <param name="EnergyDistance">
/// (2E‖X - Y‖ - E‖X - X'‖ - E‖Y - Y'‖) / 2E‖X - Y‖: near 0 if samples are distributed like real images, at most 1.
/// Székely and Rizzo 2013.
/// </param>
/// <param name="Diversity">
/// E‖X - X'‖ / E‖Y - Y'‖, within each class for conditional models: 1 if samples vary as much as real images. Null if
/// real images do not differ, or no two of them share a class.
/// </param>
public sealed record SamplesMeasured(long Step, int? Epoch, double EnergyDistance, double? Diversity)
    : TrainingEvent(Step)
{
    /// <summary>
    /// For each class, how many samples are nearest to a real image of it; null if the data has no labels.
    /// </summary>
    public IReadOnlyList<int>? ClassCounts { get; init; }

    /// <summary>
    /// E‖X - X'‖ / E‖Y - Y'‖ with X and X' from the same noise, now and at the last measurement; null at the first one,
    /// and if real images do not differ.
    /// </summary>
    public double? Change { get; init; }
}

/// <summary>
/// Samples were compared with real test images by the features of a network, as often as the recipe says and after the
/// last step.
/// </summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Evaluation">The figures.</param>
public sealed record SamplesEvaluated(long Step, Evaluation Evaluation) : TrainingEvent(Step);

/// <summary>Something seems to be wrong with the training. It continues unless an error follows.</summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Kind">
/// <c>not-finite</c>, <c>rollback</c>, <c>mode-collapse</c>, <c>discriminator-won</c>, <c>generator-still</c>,
/// <c>no-gradient</c>, <c>weights-still</c>, or, for a resumed training, <c>length-changed</c> or
/// <c>instructions-changed</c>.
/// </param>
/// <param name="Reason">What was observed.</param>
/// <param name="Suggestion">What may help.</param>
public sealed record TrainingWarning(long Step, string Kind, string Reason, string Suggestion) : TrainingEvent(Step)
{
    /// <summary>
    /// Whether it says, before the first step of a resumed training, why its bits differ from those of one that was
    /// never stopped.
    /// </summary>
    [JsonIgnore]
    public bool IsOfResuming => Kind is ResumedTraining.LengthChanged or ResumedTraining.InstructionsChanged;
}

/// <summary>
/// A number was no longer finite, and the recipe says <see cref="Recipes.NanResponse.Rollback"/>: the training returned
/// to the last checkpoint and halved its learning rates.
/// </summary>
/// <param name="Step">Generator steps of the checkpoint.</param>
/// <param name="From">Generator steps before the rollback.</param>
public sealed record RolledBack(long Step, long From) : TrainingEvent(Step);

/// <summary>
/// Another process asked for a pause (<see cref="RunControl"/>): the training is saved, and waits when the caller asks
/// for the next event. Comes only from <see cref="RunFolder.TrainAsync"/>.
/// </summary>
/// <param name="Step">Generator steps done so far.</param>
public sealed record TrainingPaused(long Step) : TrainingEvent(Step);

/// <summary>An epoch ended.</summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="Epoch">Epochs finished so far.</param>
public sealed record EpochCompleted(long Step, int Epoch) : TrainingEvent(Step);

/// <summary>
/// A checkpoint is due (<see cref="Trainer.Save"/>): after each epoch, as often as the recipe says, after an
/// evaluation, and at the end; also before the first step if the recipe says to roll back or the networks start with
/// tensors of another training. The last event of its step.
/// </summary>
/// <param name="Step">Generator steps done so far.</param>
/// <param name="IsBest">
/// Whether the samples of this step are nearer to real images than all before: by their Fréchet distance if they are
/// evaluated, otherwise by <see cref="SamplesMeasured.EnergyDistance"/>.
/// </param>
public sealed record CheckpointDue(long Step, bool IsBest = false) : TrainingEvent(Step);

/// <summary>The training is finished.</summary>
/// <param name="Step">Generator steps done.</param>
/// <param name="Elapsed">Time since the start, or since the training was resumed.</param>
public sealed record TrainingFinished(long Step, TimeSpan Elapsed) : TrainingEvent(Step);
