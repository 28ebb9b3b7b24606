using GanSharp.Data;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Optim;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Health;

namespace GanSharp.Training;

/// <summary>
/// One turn of the game: the discriminator learns from a batch, then, if asked, the generator from the same fake
/// images.
/// </summary>
internal sealed class GanStep
{
    // Whether weights move is looked at in every so many of the generator's first steps: it takes a copy of all of
    // them.
    private const long StepsUnwatched = 25, LastWatched = 100;
    private const double LeastMove = 1e-8;

    private readonly GanModel _model;
    private readonly Recipe _recipe;
    private readonly StepInputs _inputs;
    private readonly GanTerm[] _terms;
    private readonly bool _isClassifier, _pairsImages;
    private readonly Player _generator, _discriminator;
    private long _steps;

    /// <summary>The first step, with everything random taken from <paramref name="inputs"/>.</summary>
    public GanStep(GanModel model, Recipe recipe, StepInputs inputs, IEnumerable<GanTerm>? furtherTerms = null)
    {
        (_model, _recipe, _inputs) = (model, recipe, inputs);
        _terms = [.. recipe.Terms.Select(TermCatalogue.Create), .. furtherTerms ?? []];
        TermNeeds.RequireLosses(recipe, _terms);
        _isClassifier = Array.Exists(_terms, term => term.ScoresAreLogits);
        _pairsImages = model.IsConditional && Array.Exists(_terms, term => term.PairsImages);
        _generator = new("generator", model.Generator, recipe.GeneratorOptimizer);
        _discriminator = new("discriminator", model.Discriminator, recipe.DiscriminatorOptimizer);
    }

    /// <summary>Adds what is remembered from turn to turn, but for the networks.</summary>
    public void AddTo(TrainingState state)
    {
        foreach (var player in (Player[])[_generator, _discriminator])
            state.Add($"{player.Name}-optimizer", player.Optimizer);
        foreach (var (index, term) in _terms.Index())
            state.Add($"term.{index}", () => term.State, value => term.State = value);
        foreach (var stream in _inputs.Streams)
            state.Add(stream);
    }

    /// <summary>What both learning rates are multiplied with, besides what the terms ask for.</summary>
    public double LearningRateFactor { get; set; } = 1;

    /// <summary>The generator's learning rate in the next turn.</summary>
    public double GeneratorLearningRate => _recipe.GeneratorOptimizer.LearningRate * WholeFactor;

    private double WholeFactor =>
        _terms.Aggregate(LearningRateFactor, (factor, term) => factor * term.LearningRateFactor);

    /// <summary>What a turn came to; the generator's progress is null when it did not learn.</summary>
    public sealed record Result(
        Progress Discriminator, Progress? Generator, double? RealScore, double? FakeScore,
        IReadOnlyDictionary<string, double>? Measures)
    {
        /// <summary>What is told of a turn in which both learned.</summary>
        public StepCompleted ToEvent(long step, int epoch, double imagesPerSecond) =>
            new(step, epoch, Discriminator.Loss, Generator!.Loss, RealScore, FakeScore, Measures, imagesPerSecond)
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
    /// A player's step: its loss, the norm of the loss's gradient, the learning rate of the step, and whether it
    /// changed any weight, as far as that was looked at.
    /// </summary>
    public sealed record Progress(double Loss, double GradientNorm, double LearningRate, bool HasMoved);

    /// <exception cref="NotFiniteException">
    /// A loss or a gradient is not finite; the player has not made that step.
    /// </exception>
    public Result Run(Batch batch, bool trainGenerator)
    {
        using var scope = new TensorScope();
        _steps = _generator.Optimizer.Steps + 1;
        var (real, realLabels) = (batch.ToTensor(_model.Context.DType), batch.Labels.Length > 0 ? batch.Labels : null);
        var (noise, drawnLabels) = _inputs.Draw(batch.Shape[0]);
        var fakeLabels = _pairsImages ? realLabels : drawnLabels;
        var fake = _model.Generator.Forward(noise, new Pass(Mode.Train, fakeLabels, _inputs.Dropout));

        var result = LearnDiscriminator(Context(fake.Detach()));
        if (!trainGenerator)
            return result;

        var context = Context(fake);
        return result with
        {
            Generator = Learn(_generator, context, term => Weighted(term.ForGenerator(context), term.GeneratorWeight)),
        };

        StepContext Context(Tensor images) =>
            new(_model, new(real, realLabels), new(images, fakeLabels), noise, _inputs.Dropout, _inputs.Uniform);
    }

    /// <summary>
    /// The discriminator's part of the turn. Its memory is free again before the generator's part begins.
    /// </summary>
    private Result LearnDiscriminator(StepContext context)
    {
        using var scope = new TensorScope();
        var progress = Learn(
            _discriminator, context,
            term => Weighted(term.ForDiscriminator(context), term.DiscriminatorWeight));
        foreach (var term in _terms)
            term.AfterDiscriminatorStep(context);
        (string Name, Tensor Value)[] measures = [.. _terms.SelectMany(term => term.Measure(context))];
        Tensor[] scores = _isClassifier ? [Probability(context.OnReal), Probability(context.OnFake)] : [];
        var values = Tensor.Items([.. scores, .. measures.Select(measure => measure.Value)]);
        return new(progress, null, scores.Length > 0 ? values[0] : null, scores.Length > 0 ? values[1] : null,
            measures.Length == 0
                ? null
                : measures.Index().ToDictionary(entry => entry.Item.Name, entry => values[scores.Length + entry.Index])
        );
    }

    /// <summary>One step of a player along the gradient of its terms' losses.</summary>
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

    private bool IsWatched => _steps <= LastWatched && _steps % StepsUnwatched == 0;

    /// <summary>
    /// What a player's gradients are computed from, and they themselves, in the order of computation.
    /// </summary>
    private IEnumerable<(string Name, Tensor Tensor)> Suspects(
        Player player, StepContext context, Tensor?[] losses,
        IReadOnlyList<Tensor> gradients) =>
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

    /// <summary>A term as the recipe writes it, or the class of one that was written in C#.</summary>
    private string NameOf(int term) => term < _recipe.Terms.Count ? _recipe.Terms[term] : _terms[term].GetType().Name;

    private static Tensor? Weighted(Tensor? loss, double weight) => weight == 1 ? loss : loss?.Mul(weight);

    /// <summary>The mean probability of "real", where the discriminator's score is its logit.</summary>
    private static Tensor Probability(Tensor logits) => logits.Detach().Sigmoid().Mean();

    /// <summary>A network and what makes it learn.</summary>
    private sealed class Player(string name, Module network, OptimizerOptions options)
    {
        public string Name => name;

        public Module Network => network;

        public Optimizer Optimizer { get; } = options.Create(network.Parameters);

        /// <summary>The network's tensors, and what messages call them.</summary>
        public IEnumerable<(string Name, Tensor Tensor)> State =>
            network.State.Select(entry => ($"the {name}'s {entry.Name}", entry.Tensor));

        /// <summary>A copy of all weights.</summary>
        public double[][] Weights() => [.. network.Parameters.Select(parameter => parameter.ToArray<double>())];

        /// <summary>
        /// Whether the weights are others than before, by more than rounding would leave: ‖w - w'‖ above 1e-8 ‖w'‖.
        /// </summary>
        public bool HasMovedFrom(double[][] before)
        {
            var (change, size) = (0d, 0d);
            foreach (var (weights, earlier) in Weights().Zip(before))
            {
                change += Math.Pow(System.Numerics.Tensors.TensorPrimitives.Distance<double>(weights, earlier), 2);
                size += System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(earlier);
            }
            return change > LeastMove * LeastMove * size;
        }

        /// <summary>Makes a step and returns its learning rate.</summary>
        public double Step(IReadOnlyList<Tensor> gradients, double learningRateFactor)
        {
            Optimizer.LearningRate = options.LearningRate * learningRateFactor;
            Optimizer.Step(gradients);
            return Optimizer.LearningRate;
        }
    }
}
