using GanSharp.Augmentation;
using GanSharp.Data;
using GanSharp.Models;
using GanSharp.Mpi;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Distributed;
using GanSharp.Training.Health;

namespace GanSharp.Training;

/// <summary>
/// One update: the discriminator learns from a batch, and then, if asked, the generator learns from the same fake
/// images.
/// </summary>
internal sealed class GanStep
{
    // Comparing the weights before and after a step copies all of them, so only every 25th of the first 100 steps does.
    private const long WatchEvery = 25, LastWatched = 100;

    private readonly GanModel _model;
    private readonly Recipe _recipe;
    private readonly StepInputs _inputs;
    private readonly GanTerm[] _terms;
    private readonly bool _isClassifier, _pairsImages;
    private readonly Player _generator, _discriminator;
    private readonly Augmenter? _augmenter;
    private readonly Shards _shards;
    private readonly ShardState _whileGenerating, _whileLearning;
    private long _steps;

    /// <summary>The state before the first update; <paramref name="inputs"/> supplies everything random.</summary>
    /// <param name="model">The networks.</param>
    /// <param name="recipe">How they learn.</param>
    /// <param name="inputs">Everything random.</param>
    /// <param name="processes">The processes that share each batch; this one alone by default.</param>
    public GanStep(GanModel model, Recipe recipe, StepInputs inputs, ProcessGroup? processes = null)
    {
        processes ??= ProcessGroup.Single;
        (_model, _recipe, _inputs) = (model, recipe, inputs);
        _terms = [.. model.Terms];
        TermNeeds.RequireLosses(recipe, _terms);
        _isClassifier = Array.Exists(_terms, term => term.ScoresAreLogits);
        _pairsImages = model.IsConditional && Array.Exists(_terms, term => term.PairsImages);
        _shards = new(recipe.Shards, processes);
        _shards.Sync(model.Generator);
        _shards.Sync(model.Discriminator);
        _generator = new("generator", model.Generator, recipe.GeneratorOptimizer, _shards.Count, processes);
        _discriminator = new(
            "discriminator", model.Discriminator, recipe.DiscriminatorOptimizer, _shards.Count, processes);
        _augmenter = recipe.CreateAugmenter(model);
        _whileGenerating = new(model.Generator, [], inputs.OfShards);
        _whileLearning = new(model.Discriminator, _terms, inputs.OfShards);
    }

    /// <summary>Adds everything that lasts from one update to the next, except the networks.</summary>
    public void AddTo(TrainingState state)
    {
        foreach (var player in (Player[])[_generator, _discriminator])
            state.Add($"{player.Name}-optimizer", player.Optimizer);
        foreach (var (index, term) in _terms.Index())
            state.Add($"term.{index}", () => term.State, value => term.State = value);
        if (_augmenter?.Controller is { } controller)
            state.Add("augment", () => controller.State, value => controller.State = value);
        foreach (var stream in _inputs.Streams)
            state.Add(stream);
    }

    /// <summary>Multiplies both learning rates, in addition to the factors of the terms.</summary>
    public double LearningRateFactor { get; set; } = 1;

    /// <summary>The generator's learning rate in the next update.</summary>
    public double GeneratorLearningRate => _recipe.GeneratorOptimizer.LearningRate * WholeFactor;

    private double WholeFactor =>
        _terms.Aggregate(LearningRateFactor, (factor, term) => factor * term.LearningRateFactor);

    /// <summary>The result of an update; the generator's progress is null when it did not learn.</summary>
    public sealed record Result(
        Progress Discriminator, Progress? Generator, double? RealScore, double? FakeScore,
        IReadOnlyDictionary<string, double>? Measures)
    {
        /// <summary>The event of an update in which both players learned.</summary>
        public StepCompleted ToEvent(long step, int epoch, double imagesPerSecond) =>
            new(
                step, epoch,
                DiscriminatorLoss: Discriminator.Loss, GeneratorLoss: Generator!.Loss,
                RealScore: RealScore, FakeScore: FakeScore, Measures: Measures, ImagesPerSecond: imagesPerSecond)
            {
                DiscriminatorGradientNorm = Discriminator.GradientNorm,
                GeneratorGradientNorm = Generator.GradientNorm,
                DiscriminatorLearningRate = Discriminator.LearningRate,
                GeneratorLearningRate = Generator.LearningRate,
                DiscriminatorIsStill = !Discriminator.HasMoved,
                GeneratorIsStill = !Generator.HasMoved,
            };
    }

    /// <summary>
    /// A player's step: its loss, the norm of the gradient, the learning rate, and whether the weights changed, which
    /// is true where nobody looked.
    /// </summary>
    public sealed record Progress(double Loss, double GradientNorm, double LearningRate, bool HasMoved);

    /// <summary>Makes an update.</summary>
    /// <param name="batch">Real images: of the shards that this process computes, in their order.</param>
    /// <param name="trainGenerator">Whether the generator learns too.</param>
    /// <exception cref="NotFiniteException">
    /// A loss or a gradient is not finite; the player has not made its step.
    /// </exception>
    public Result Run(Batch batch, bool trainGenerator)
    {
        using var scope = new TensorScope();
        _steps = _generator.Optimizer.Steps + 1;
        var inputs = Deal(batch);
        _shards.Sum(_whileGenerating, shard =>
        {
            Generate(inputs[shard]);
            return [];
        });
        var result = LearnDiscriminator(inputs);
        return trainGenerator ? result with { Generator = LearnGenerator(inputs) } : result;
    }

    /// <summary>What the players learn from in one shard.</summary>
    private sealed class ShardInputs(LabelledImages real, Tensor noise, int[]? fakeLabels)
    {
        /// <summary>Real images; from <see cref="Generate"/> on, as the discriminator sees them.</summary>
        public LabelledImages Real { get; set; } = real;

        public Tensor Noise => noise;

        /// <summary>The images generated from the noise; null before <see cref="Generate"/>.</summary>
        public Tensor? Fake { get; set; }

        public int[]? FakeLabels => fakeLabels;
    }

    /// <summary>The real images and the noise of each shard of this process.</summary>
    private Dictionary<Shard, ShardInputs> Deal(Batch batch)
    {
        var own = _shards.Own.Count;
        var (real, labels) = (batch.ToTensor(_model.Context.DType), batch.Labels.Length > 0 ? batch.Labels : null);
        var (noise, drawnLabels) = _inputs.Draw(batch.Shape[0] / own * _shards.Count);
        var inputs = new Dictionary<Shard, ShardInputs>();
        foreach (var (index, shard) in _shards.Own.Index())
        {
            var ofBatch = new Shard(index, own);
            var realLabels = ofBatch.Of(labels);
            inputs[shard] = new(
                new(ofBatch.Of(real), realLabels), shard.Of(noise), _pairsImages ? realLabels : shard.Of(drawnLabels));
        }
        return inputs;
    }

    private void Generate(ShardInputs inputs)
    {
        inputs.Fake = _model.Generator.Forward(
            inputs.Noise, new Pass(Mode.Train, inputs.FakeLabels, _inputs.Dropout) { Normal = _inputs.Normal });
        inputs.Real = inputs.Real with { Images = Augmented(inputs.Real.Images) };
    }

    private StepContext Context(ShardInputs inputs, Tensor fake, bool recordsImages = false) =>
        new(
            _model, inputs.Real, new(Augmented(fake), inputs.FakeLabels), inputs.Noise, _inputs.Dropout,
            _inputs.Uniform)
        {
            Normal = _inputs.Normal,
            RecordsImages = recordsImages,
        };

    /// <summary>Images as the discriminator sees them.</summary>
    private Tensor Augmented(Tensor images) => _augmenter?.Apply(images, _inputs.Augment) ?? images;

    /// <summary>
    /// The discriminator's part of the update. Its memory is freed before the generator's part begins.
    /// </summary>
    private Result LearnDiscriminator(Dictionary<Shard, ShardInputs> inputs)
    {
        using var scope = new TensorScope();
        var figures = new StepFigures(_terms, _isClassifier, _augmenter?.Controller);
        var (progress, sums) = Learn(
            _discriminator,
            shard => Context(
                inputs[shard], inputs[shard].Fake!.Detach(),
                recordsImages: _terms.Any(term => term.NeedsInputGradient)),
            (term, context) => Weighted(term.ForDiscriminator(context), term.DiscriminatorWeight),
            figures.Of);
        var images = inputs.Values.First().Noise.Shape[0] * _shards.Count;
        return figures.Conclude(progress, _model, sums, _shards.Count, images);
    }

    /// <summary>The generator's part of the update.</summary>
    private Progress LearnGenerator(Dictionary<Shard, ShardInputs> inputs) =>
        Learn(
            _generator,
            shard => Context(inputs[shard], inputs[shard].Fake!),
            (term, context) => Weighted(term.ForGenerator(context), term.GeneratorWeight),
            _ => []).Progress;

    /// <summary>One step of a player along the gradient of the sum of its losses.</summary>
    /// <param name="player">The player.</param>
    /// <param name="contextOf">Returns what the terms see in a shard.</param>
    /// <param name="lossOf">Returns a term's loss; null for none.</param>
    /// <param name="figures">Returns further scalars of a shard.</param>
    /// <returns>The step, and the sums of the further scalars over the shards.</returns>
    private (Progress Progress, double[] Figures) Learn(
        Player player, Func<Shard, StepContext> contextOf, Func<GanTerm, StepContext, Tensor?> lossOf,
        Func<StepContext, IEnumerable<Tensor>> figures)
    {
        var (last, trouble) = (((StepContext Context, Tensor?[] Losses)?)null, (string?)null);
        var sums = _shards.Sum(_whileLearning, shard =>
        {
            using var scope = _shards.Own.Count > 1 ? new TensorScope() : null;
            var context = contextOf(shard);
            Tensor?[] losses = [.. _terms.Select(term => lossOf(term, context))];
            var total = Total(player, losses);
            player.Gradients.Add(shard, total);
            var numbers = Tensor.Items([total, .. figures(context)]);
            if (_shards.Count > 1 && !double.IsFinite(numbers[0]))
                trouble ??= NotFinite.First(Suspects(player, context, losses));
            last = (context, losses);
            return numbers;
        });
        var gradients = player.Gradients.Mean();
        var (value, norm) = (sums[0] / _shards.Count, Math.Sqrt(gradients.SumOfSquares().Item()));
        if (!(double.IsFinite(value) && (double.IsFinite(norm) || gradients.All(Inspection.IsFinite))))
        {
            var suspects = _shards.Count > 1 ? [] : Suspects(player, last!.Value.Context, last.Value.Losses);
            throw new NotFiniteException(trouble ?? NotFinite.First([.. suspects, .. Named(player, gradients)]));
        }
        var before = IsWatched ? player.Weights() : null;
        var learningRate = player.Step(gradients, WholeFactor);
        return (new(value, norm, learningRate, before is null || player.HasMovedFrom(before)), sums[1..]);
    }

    private Tensor Total(Player player, Tensor?[] losses) =>
        losses.OfType<Tensor>().Aggregate((Tensor?)null, (sum, next) => sum is null ? next : sum + next)
            ?? throw new GanSharpException(
                $"recipe {_recipe.Name}: no term gives the {player.Name} a loss; add one to its terms");

    private bool IsWatched => _steps <= LastWatched && _steps % WatchEvery == 0;

    /// <summary>Everything that a player's gradients are computed from, in the order of computation.</summary>
    private IEnumerable<(string Name, Tensor Tensor)> Suspects(Player player, StepContext context, Tensor?[] losses) =>
    [
        .. _generator.State, ("the generated images", context.Fake), .. _discriminator.State,
        .. context.RealOutput.All.Select(part => ($"the {part.Name} of the real images", part.Tensor)),
        .. context.FakeOutput.All.Select(part => ($"the {part.Name} of the generated images", part.Tensor)),
        .. losses
            .Index()
            .Where(loss => loss.Item is not null)
            .Select(loss => ($"the {player.Name}'s loss {NameOf(loss.Index)}", loss.Item!)),
    ];

    /// <summary>A player's gradients, last layer first.</summary>
    private static IEnumerable<(string Name, Tensor Tensor)> Named(Player player, IEnumerable<Tensor> gradients) =>
        player.Network.NamedParameters.Zip(
            gradients,
            (parameter, gradient) => ($"the gradient of the {player.Name}'s {parameter.Name}", gradient)).Reverse();

    /// <summary>A term as the recipe writes it, or the type of one written in C#.</summary>
    private string NameOf(int term) => term < _recipe.Terms.Count ? _recipe.Terms[term] : _terms[term].GetType().Name;

    private static Tensor? Weighted(Tensor? loss, double weight) => weight == 1 ? loss : loss?.Mul(weight);
}
