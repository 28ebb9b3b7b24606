using GanSharp.Augmentation;
using GanSharp.Data;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;
using GanSharp.Training.Checkpoints;
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
    private long _steps;

    /// <summary>The state before the first update; <paramref name="inputs"/> supplies everything random.</summary>
    public GanStep(GanModel model, Recipe recipe, StepInputs inputs)
    {
        (_model, _recipe, _inputs) = (model, recipe, inputs);
        _terms = [.. model.Terms];
        TermNeeds.RequireLosses(recipe, _terms);
        _isClassifier = Array.Exists(_terms, term => term.ScoresAreLogits);
        _pairsImages = model.IsConditional && Array.Exists(_terms, term => term.PairsImages);
        _generator = new("generator", model.Generator, recipe.GeneratorOptimizer);
        _discriminator = new("discriminator", model.Discriminator, recipe.DiscriminatorOptimizer);
        _augmenter = recipe.CreateAugmenter(model);
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
    /// <exception cref="NotFiniteException">
    /// A loss or a gradient is not finite; the player has not made its step.
    /// </exception>
    public Result Run(Batch batch, bool trainGenerator)
    {
        using var scope = new TensorScope();
        _steps = _generator.Optimizer.Steps + 1;
        var (real, realLabels) = (batch.ToTensor(_model.Context.DType), batch.Labels.Length > 0 ? batch.Labels : null);
        var (noise, drawnLabels) = _inputs.Draw(batch.Shape[0]);
        var fakeLabels = _pairsImages ? realLabels : drawnLabels;
        var fake = _model.Generator.Forward(noise, new Pass(Mode.Train, fakeLabels, _inputs.Dropout)
        {
            Normal = _inputs.Normal,
        });

        var shown = Augmented(real);
        var result = LearnDiscriminator(Context(Augmented(fake.Detach())));
        if (!trainGenerator)
            return result;

        var context = Context(Augmented(fake));
        return result with
        {
            Generator = Learn(_generator, context, term => Weighted(term.ForGenerator(context), term.GeneratorWeight)),
        };

        StepContext Context(Tensor images) =>
            new(_model, new(shown, realLabels), new(images, fakeLabels), noise, _inputs.Dropout, _inputs.Uniform)
            {
                Normal = _inputs.Normal,
            };
    }

    /// <summary>Images as the discriminator sees them.</summary>
    private Tensor Augmented(Tensor images) => _augmenter?.Apply(images, _inputs.Augment) ?? images;

    /// <summary>
    /// The discriminator's part of the update. Its memory is freed before the generator's part begins.
    /// </summary>
    private Result LearnDiscriminator(StepContext context)
    {
        using var scope = new TensorScope();
        var progress = Learn(
            _discriminator, context,
            term => Weighted(term.ForDiscriminator(context), term.DiscriminatorWeight));
        foreach (var term in _terms)
            term.AfterDiscriminatorStep(context);
        (string Name, Tensor Value)[] measures =
            [.. _terms.SelectMany(term => term.Measure(context)), .. ControlAugmentation(context)];
        Tensor[] scores = _isClassifier ? [Probability(context.OnReal), Probability(context.OnFake)] : [];
        var values = Tensor.Items([.. scores, .. measures.Select(measure => measure.Value)]);
        return new(progress, null, scores.Length > 0 ? values[0] : null, scores.Length > 0 ? values[1] : null,
            measures.Length == 0
                ? null
                : measures.Index().ToDictionary(entry => entry.Item.Name, entry => values[scores.Length + entry.Index])
        );
    }

    /// <summary>Adapts the probability of the augmentation, and returns it as a measure.</summary>
    private IEnumerable<(string Name, Tensor Value)> ControlAugmentation(StepContext context)
    {
        if (_augmenter?.Controller is not { } controller)
            return [];
        // Scores that are no logits have no zero between real and generated images, so they are compared in pairs.
        var scores = _isClassifier ? context.OnReal : context.OnReal - context.OnFake;
        controller.Observe(scores.ToArray<double>());
        return
        [
            ("augment-probability", Tensor.Scalar(controller.Probability, context.Real.DType)),
            ("overfitting", Tensor.Scalar(controller.Overfitting, context.Real.DType)),
        ];
    }

    /// <summary>One step of a player along the gradient of the sum of its losses.</summary>
    private Progress Learn(Player player, StepContext context, Func<GanTerm, Tensor?> loss)
    {
        var losses = _terms.Select(loss).ToArray();
        var total = losses.OfType<Tensor>().Aggregate((Tensor?)null, (sum, next) => sum is null ? next : sum + next)
            ?? throw new GanSharpException(
                $"recipe {_recipe.Name}: no term gives the {player.Name} a loss; add one to its terms");
        var gradients = Grad.Of(total, player.Network.Parameters);
        var scalars = Tensor.Items(total, gradients.SumOfSquares());
        var (value, norm) = (scalars[0], Math.Sqrt(scalars[1]));
        if (!(double.IsFinite(value) && (double.IsFinite(norm) || gradients.All(Inspection.IsFinite))))
            throw new NotFiniteException(Suspects(player, context, losses, gradients));
        var before = IsWatched ? player.Weights() : null;
        var learningRate = player.Step(gradients, WholeFactor);
        return new(value, norm, learningRate, before is null || player.HasMovedFrom(before));
    }

    private bool IsWatched => _steps <= LastWatched && _steps % WatchEvery == 0;

    /// <summary>
    /// A player's gradients and everything they are computed from, in the order of computation.
    /// </summary>
    private IEnumerable<(string Name, Tensor Tensor)> Suspects(
        Player player, StepContext context, Tensor?[] losses, IReadOnlyList<Tensor> gradients) =>
    [
        .. _generator.State, ("the generated images", context.Fake), .. _discriminator.State,
        .. context.RealOutput.All.Select(part => ($"the {part.Name} of the real images", part.Tensor)),
        .. context.FakeOutput.All.Select(part => ($"the {part.Name} of the generated images", part.Tensor)),
        .. losses
            .Index()
            .Where(loss => loss.Item is not null)
            .Select(loss => ($"the {player.Name}'s loss {NameOf(loss.Index)}", loss.Item!)),
        .. player
            .Network.NamedParameters.Zip(
                gradients,
                (parameter, gradient) => ($"the gradient of the {player.Name}'s {parameter.Name}", gradient))
            .Reverse(),
    ];

    /// <summary>A term as the recipe writes it, or the type of one written in C#.</summary>
    private string NameOf(int term) => term < _recipe.Terms.Count ? _recipe.Terms[term] : _terms[term].GetType().Name;

    private static Tensor? Weighted(Tensor? loss, double weight) => weight == 1 ? loss : loss?.Mul(weight);

    /// <summary>The mean of σ(logit), the probability of "real".</summary>
    private static Tensor Probability(Tensor logits) => logits.Detach().Sigmoid().Mean();
}
