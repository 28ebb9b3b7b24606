using GanSharp.Data;
using GanSharp.Models;
using GanSharp.Mpi;
using GanSharp.Networks;
using GanSharp.Optim;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Health;
using GanSharp.Training.Records;
using Microsoft.Extensions.Logging;

namespace GanSharp.Training;

/// <summary>
/// Trains the networks of a recipe on images. The training is a stream of events; the next step is computed only when
/// the caller asks for the next event.
/// </summary>
/// <example><code>
/// using var trainer = new Trainer(RecipeCatalogue.Load("gan-mlp"), Datasets.Load("digits"));
/// await foreach (var happened in trainer.RunAsync())
///     Console.WriteLine(happened);
/// </code></example>
/// <example>Resumes a training:<code>
/// using var trainer = Trainer.Resume(Checkpoint.Newest("runs/0001-default"), Datasets.Load("digits"));
/// </code></example>
/// <remarks>For one thread at a time.</remarks>
public sealed partial class Trainer : IDisposable, IAsyncDisposable
{
    private const long None = -1;

    private readonly ProcessGroup _processes;
    private readonly ILogger _logger;
    private readonly DataLoader _loader;
    private readonly GanStep _step;
    private readonly MovingAverage? _average;
    private readonly SampleGrid _grid;
    private readonly TrainingWatch _watch;
    private readonly Rollbacks _rollbacks = new();
    private long _finiteStep = None;
    private string? _checkpoint;
    private IReadOnlyList<TrainingWarning> _resumed = [];

    /// <summary>Builds and initialises the networks. Nothing is trained yet.</summary>
    /// <param name="recipe">What to train and how.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">
    /// Clock, device, log, evaluator and parts written in C#; the defaults of <see cref="TrainerOptions"/> by default.
    /// </param>
    /// <exception cref="GanSharpException">
    /// The recipe is invalid, does not fit the data, or asks for evaluations without an evaluator; or nothing of
    /// <see cref="TrainerOptions.InitFrom"/> fits its networks.
    /// </exception>
    public Trainer(Recipe recipe, ImageDataset data, TrainerOptions? options = null)
    {
        options ??= new();
        var (custom, evaluate) = (options.Custom, options.Evaluate);
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(data);
        recipe.Validate();
        recipe = recipe.For(data.Classes);
        if (recipe.EvaluateEvery > 0 && evaluate is null)
            throw new GanSharpException(
                $"evaluate-every is {recipe.EvaluateEvery}, but the trainer has no evaluator; give it one, "
                + "or set evaluate-every to 0");
        (Recipe, Data, Device, Time) = (recipe, data, options.Device, options.Time);
        (_processes, _logger) = (options.Processes, options.Logger);
        using var here = Device.Use();
        Model = new GanModel(recipe, new NetworkContext(data.ImageShape, data.Classes), custom);
        BatchNorms.RequireValues(Model, recipe);
        Model.Generator.Initialize(recipe.Init, new RandomStream("init-generator", recipe.Seed));
        Model.Discriminator.Initialize(recipe.Init, new RandomStream("init-discriminator", recipe.Seed));
        _step = new GanStep(Model, recipe, StepInputs.FromSeed(Model, recipe), _processes);
        var sampled = Model.Generator;
        if (recipe.Ema.IsSome)
        {
            sampled = Model.BuildGenerator();
            _average = new MovingAverage(sampled, Model.Generator, recipe.Ema.PerStep(recipe.ImagesPerStep));
        }
        Transfer = options.InitFrom?.CopyTo(Model, _average is null ? null : (sampled, _average));
        Sampler = new Sampler(
            sampled, Model.Latent, data.ImageShape, Model.Range, Model.IsConditional ? data.ClassNames : []);
        _grid = new SampleGrid(Sampler, new RandomStream("samples", recipe.Seed), recipe.SampleRows);
        RunLimits.Check(recipe, data, _grid);
        _watch = new(
            () => new SampleMonitor(Sampler, data, new RandomStream("judged-samples", recipe.Seed)),
            recipe.EvaluateEvery == 0 ? null : cancellation => evaluate!(Sampler, cancellation));
        _loader = new DataLoader(
            data, recipe.BatchSize, Model.Range, new RandomStream("data", recipe.Seed),
            new(_processes.Rank, _processes.Count));
        Schedule = new(recipe, _loader.BatchesPerEpoch);
    }

    /// <summary>
    /// Resumes a training. With the same settings it continues, to the bit, as it would have without the stop.
    /// </summary>
    /// <param name="checkpoint">The checkpoint to resume from.</param>
    /// <param name="data">The images of the training.</param>
    /// <param name="recipe">
    /// The checkpoint's recipe by default. It may have other learning rates and another number of epochs or steps, and
    /// draw, evaluate and save more or less often (<see cref="RecipeKey.IsChangeable"/>).
    /// </param>
    /// <param name="options">
    /// As for a new trainer; with the same networks and terms written in C# as before, and without
    /// <see cref="TrainerOptions.InitFrom"/>: the checkpoint has the networks.
    /// </param>
    /// <exception cref="GanSharpException">
    /// The recipe, the data or a part written in C# differs; the message says how. Or there are networks to start from.
    /// </exception>
    public static Trainer Resume(
        Checkpoint checkpoint, ImageDataset data, Recipe? recipe = null, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(data);
        GanSharpException.Require(
            options?.InitFrom is null,
            $"{checkpoint.Path}: has the networks of the training; resume it without others to start from");
        data = checkpoint.SelectClasses(data);
        recipe = (recipe ?? checkpoint.Recipe).For(data.Classes);
        checkpoint.CheckFits(recipe, data);
        var custom = options?.Custom;
        checkpoint.CheckFits(() => CustomPartNames.Of(custom, new NetworkContext(data.ImageShape, data.Classes)));
        using var limit = checkpoint.Limit(custom);
        var trainer = new Trainer(recipe, data, options);
        try
        {
            checkpoint.CopyTo(trainer.State());
            trainer._checkpoint = checkpoint.Path;
            trainer.Transfer = checkpoint.Transfer;
            trainer.Changes = ChangedSettings.Between(checkpoint.Step, checkpoint.Recipe, recipe);
            trainer._resumed = ResumedTraining.Warnings(checkpoint, trainer);
            return trainer;
        }
        catch
        {
            trainer.Dispose();
            throw;
        }
    }

    /// <summary>What is trained and how.</summary>
    public Recipe Recipe { get; }

    /// <summary>The images.</summary>
    public ImageDataset Data { get; }

    internal TimeProvider Time { get; }

    /// <summary>Where the networks are and the steps are computed.</summary>
    public Device Device { get; }

    /// <summary>The networks in training.</summary>
    public GanModel Model { get; }

    /// <summary>Draws images from the generator, or from its moving average where the recipe keeps one.</summary>
    public Sampler Sampler { get; }

    /// <summary>What the networks took from another training before the first step; null if nothing.</summary>
    public Transfer? Transfer { get; private set; }

    /// <summary>The settings in which its recipe differs from that of the checkpoint it was resumed from.</summary>
    internal IReadOnlyList<RunChange> Changes { get; private set; } = [];

    /// <summary>
    /// Generator steps that show all images once. Batches that do not fill a step are left to the next epoch.
    /// </summary>
    public long StepsPerEpoch => Schedule.StepsPerEpoch;

    /// <summary>Generator steps of the whole training.</summary>
    public long TotalSteps => Schedule.TotalSteps;

    /// <summary>Generator steps done so far.</summary>
    public long Step { get; private set; }

    /// <summary>
    /// The step whose samples were nearest to real images (<see cref="CheckpointDue.IsBest"/>); 0 before the first
    /// measurement.
    /// </summary>
    public long BestStep => _watch.BestStep;

    /// <summary>
    /// Writes a checkpoint for <see cref="Resume"/>. The file appears whole or not at all. Call it on a
    /// <see cref="CheckpointDue"/> event or after a cancellation: other events of the same step are not repeated after
    /// resuming. A rollback returns to the last checkpoint saved.
    /// </summary>
    /// <exception cref="GanSharpException">The file cannot be written, or a number is not finite.</exception>
    public void Save(string path)
    {
        RequireFinite();
        Checkpoint.Save(path, Recipe, Data, Model.Custom, Transfer, State());
        _checkpoint = path;
        _logger.CheckpointWritten(Step, path);
    }

    /// <summary>
    /// Writes the generator that <see cref="Sampler"/> draws from. The file appears whole or not at all.
    /// </summary>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public void SaveGenerator(string path) =>
        GeneratorFile.Save(path, Sampler.Generator, Recipe, Data.ImageShape, Data.ClassNames, Model.Custom);

    /// <summary>Writes the generator to a stream, in the format of <see cref="GeneratorFile"/>.</summary>
    public void SaveGenerator(Stream stream) =>
        GeneratorFile.Save(stream, Sampler.Generator, Recipe, Data.ImageShape, Data.ClassNames, Model.Custom);

    /// <summary>Stops loading data.</summary>
    public void Dispose() => _loader.Dispose();

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The samples of the present step; null if the training has drawn them.</summary>
    internal SamplesDrawn? SamplesBetween()
    {
        using var here = Device.Use();
        return Step == 0 || Schedule.IsSampleDue(Step) ? null : new(Step, null, _grid.Draw());
    }

    /// <summary>Requires that all numbers of the training are finite.</summary>
    internal void RequireFinite()
    {
        if (NotFinite() is { } trouble)
            throw new GanSharpException(
                $"{trouble} after step {Step}; nothing was saved, "
                + "so resume from the last checkpoint with --on-nan rollback");
    }

    /// <summary>The whole state of the training.</summary>
    internal TrainingState State()
    {
        var state = new TrainingState();
        state.Add(Checkpoint.StepKey, () => Step, value => Step = value);
        state.Add("batches", () => _loader.Position, value => _loader.Position = value);
        state.Add("generator", Model.Generator);
        state.Add("discriminator", Model.Discriminator);
        if (_average is not null)
            state.Add("average", Sampler.Generator, _average);
        _step.AddTo(state);
        state.Add("rollbacks", () => _rollbacks.Count, value => _rollbacks.Count = value);
        _watch.AddTo(state);
        return state;
    }

    /// <summary>
    /// What is wrong with the first number that is not finite; null if all are finite. Computed once per step.
    /// </summary>
    private string? NotFinite()
    {
        if (_finiteStep == Step)
            return null;
        var trouble = State().FirstNotFinite();
        _finiteStep = trouble is null ? Step : None;
        return trouble;
    }

    /// <summary>What is due after which step.</summary>
    internal Schedule Schedule { get; }

    /// <summary>
    /// The generator's learning rate in the step after <paramref name="step"/>, in a training of
    /// <paramref name="total"/> steps.
    /// </summary>
    internal double LearningRateAfter(long step, long total)
    {
        _step.LearningRateFactor = _rollbacks.Factor * Schedule.DecayFactor(step, total);
        return _step.GeneratorLearningRate;
    }
}
