using System.Runtime.CompilerServices;
using GanSharp.Data;
using GanSharp.Networks;
using GanSharp.Optim;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Training;

/// <summary>
/// Trains the networks of a recipe on images. The training is a stream of events; who reads it decides what becomes of them, and
/// nothing is computed before the next event is asked for.
/// </summary>
/// <example><code>
/// using var trainer = new Trainer(RecipeCatalogue.Load("gan-mlp"), Datasets.Load("digits"));
/// await foreach (var happened in trainer.RunAsync())
///     Console.WriteLine(happened);
/// </code></example>
public sealed class Trainer : IDisposable
{
    private readonly Recipe _recipe;
    private readonly TimeProvider _time;
    private readonly DataLoader _loader;
    private readonly GanStep _step;
    private readonly MovingAverage? _average;
    private readonly SampleGrid _grid;

    /// <summary>Builds and initialises the networks; nothing is trained yet.</summary>
    /// <param name="recipe">What to train, and how.</param>
    /// <param name="data">The images.</param>
    /// <param name="time">The clock for speeds; the system's by default.</param>
    /// <param name="custom">Networks and terms written in C#; none by default.</param>
    /// <exception cref="GanSharpException">The recipe is invalid, or does not fit the data.</exception>
    public Trainer(Recipe recipe, ImageDataset data, TimeProvider? time = null, CustomParts? custom = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(data);
        recipe.Validate();
        (_recipe, _time) = (recipe, time ?? TimeProvider.System);
        Model = new GanModel(recipe, new NetworkContext(data.ImageShape, data.Classes), custom);
        Model.Generator.Initialize(recipe.Init, new RandomStream("init-generator", recipe.Seed));
        Model.Discriminator.Initialize(recipe.Init, new RandomStream("init-discriminator", recipe.Seed));
        _step = new GanStep(Model, recipe, StepInputs.FromSeed(Model, recipe.Seed), custom?.Terms);
        var sampled = Model.Generator;
        if (recipe.Ema > 0)
        {
            sampled = Model.BuildGenerator();
            _average = new MovingAverage(sampled, Model.Generator, recipe.Ema);
        }
        Sampler = new Sampler(sampled, Model.Latent, data.ImageShape, Model.Range, Model.IsConditional ? data.ClassNames : []);
        _grid = new SampleGrid(Sampler, new RandomStream("samples", recipe.Seed));
        _loader = new DataLoader(data, recipe.BatchSize, Model.Range, new RandomStream("data", recipe.Seed));
        StepsPerEpoch = Math.Max(1, _loader.BatchesPerEpoch / recipe.CriticSteps);
        TotalSteps = recipe.Steps > 0 ? recipe.Steps : recipe.Epochs * StepsPerEpoch;
    }

    /// <summary>The networks that are being trained.</summary>
    public GanModel Model { get; }

    /// <summary>Draws images from the generator, or from its moving average where the recipe keeps one.</summary>
    public Sampler Sampler { get; }

    /// <summary>Generator steps in which all images are seen once; batches that make no whole step are left to the next epoch.</summary>
    public long StepsPerEpoch { get; }

    /// <summary>Generator steps that the recipe asks for.</summary>
    public long TotalSteps { get; }

    /// <summary>Trains to the end, or until cancelled: then <see cref="OperationCanceledException"/> comes between two steps.</summary>
    public async IAsyncEnumerable<TrainingEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.Yield();
        var start = _time.GetTimestamp();
        var speed = new Speedometer(_time, (long)_recipe.BatchSize * _recipe.CriticSteps);
        yield return new TrainingStarted(TotalSteps, StepsPerEpoch, Model.Generator.ParameterCount, Model.Discriminator.ParameterCount);
        yield return new SamplesDrawn(0, 0, _grid.Draw());
        for (var step = 1L; step <= TotalSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var epoch = (int)((step - 1) / StepsPerEpoch) + 1;
            var result = Step();
            yield return new StepCompleted(
                step, epoch, result.DiscriminatorLoss, result.GeneratorLoss!.Value, result.RealScore, result.FakeScore, result.Measures, speed.StepDone());

            var epochEnds = step % StepsPerEpoch == 0;
            if (epochEnds || step == TotalSteps || (_recipe.SampleEvery > 0 && step % _recipe.SampleEvery == 0))
                yield return new SamplesDrawn(step, epochEnds ? epoch : null, _grid.Draw());
            if (epochEnds)
                yield return new EpochCompleted(step, epoch);
        }
        yield return new TrainingFinished(TotalSteps, _time.GetElapsedTime(start));
    }

    /// <summary>Stops the loader.</summary>
    public void Dispose() => _loader.Dispose();

    private GanStep.Result Step()
    {
        var earlier = 0d;
        for (var turn = 1; turn < _recipe.CriticSteps; turn++)
            earlier += _step.Run(_loader.Next(), trainGenerator: false).DiscriminatorLoss;
        var last = _step.Run(_loader.Next(), trainGenerator: true);
        _average?.Update();
        return last with { DiscriminatorLoss = (earlier + last.DiscriminatorLoss) / _recipe.CriticSteps };
    }
}
