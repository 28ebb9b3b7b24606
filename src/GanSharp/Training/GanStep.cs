using GanSharp.Data;
using GanSharp.Nn;
using GanSharp.Optim;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Training;

/// <summary>One turn of the game: the discriminator learns from a batch, then, if asked, the generator from the same fake images.</summary>
internal sealed class GanStep
{
    private readonly GanModel _model;
    private readonly Recipe _recipe;
    private readonly StepInputs _inputs;
    private readonly GanTerm[] _terms;
    private readonly bool _isClassifier, _pairsImages;
    private readonly Player _generator, _discriminator;

    /// <summary>The first step, with everything random taken from <paramref name="inputs"/>.</summary>
    public GanStep(GanModel model, Recipe recipe, StepInputs inputs, IEnumerable<GanTerm>? furtherTerms = null)
    {
        (_model, _recipe, _inputs) = (model, recipe, inputs);
        _terms = [.. recipe.Terms.Select(TermCatalogue.Create), .. furtherTerms ?? []];
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
            state.Add($"term.{index}", term);
        foreach (var stream in _inputs.Streams)
            state.Add(stream);
    }

    /// <summary>What a turn came to; the generator's loss is null when it did not learn.</summary>
    public sealed record Result(
        double DiscriminatorLoss, double? GeneratorLoss, double? RealScore, double? FakeScore, IReadOnlyDictionary<string, double>? Measures);

    public Result Run(Batch batch, bool trainGenerator)
    {
        using var scope = new TensorScope();
        var (real, realLabels) = (batch.ToTensor(_model.Context.DType), batch.Labels.Length > 0 ? batch.Labels : null);
        var (noise, drawnLabels) = _inputs.Draw(batch.Shape[0]);
        var fakeLabels = _pairsImages ? realLabels : drawnLabels;
        var fake = _model.Generator.Forward(noise, new Pass(Mode.Train, fakeLabels, _inputs.Dropout));

        var context = Context(fake.Detach());
        var loss = Learn(_discriminator, term => Weighted(term.ForDiscriminator(context), term.DiscriminatorWeight));
        foreach (var term in _terms)
            term.AfterDiscriminatorStep(context);
        var measures = _terms.SelectMany(term => term.Measure(context)).ToDictionary(measure => measure.Name, measure => measure.Value);
        var result = new Result(
            loss, null, Probability(() => context.OnReal), Probability(() => context.OnFake), measures.Count > 0 ? measures : null);
        if (!trainGenerator)
            return result;

        context = Context(fake);
        return result with { GeneratorLoss = Learn(_generator, term => Weighted(term.ForGenerator(context), term.GeneratorWeight)) };

        StepContext Context(Tensor images) => new(_model, real, realLabels, noise, images, fakeLabels, _inputs.Dropout, _inputs.Uniform);
    }

    /// <summary>One step of a player along the gradient of its terms' losses; returns the loss.</summary>
    private double Learn(Player player, Func<GanTerm, Tensor?> loss)
    {
        var losses = _terms.Select(loss).OfType<Tensor>().ToArray();
        if (losses.Length == 0)
            throw new GanSharpException($"recipe {_recipe.Name}: no term gives the {player.Name} a loss; add one to its terms");
        var total = losses.Aggregate((sum, next) => sum + next);
        player.Learn(total, _terms.Aggregate(1d, (factor, term) => factor * term.LearningRateFactor));
        return total.Item();
    }

    private static Tensor? Weighted(Tensor? loss, double weight) => weight == 1 ? loss : loss?.Mul(weight);

    /// <summary>The mean probability of "real", where the discriminator's score is its logit.</summary>
    private double? Probability(Func<Tensor> logits) => _isClassifier ? logits().Detach().Sigmoid().Mean().Item() : null;

    /// <summary>A network and what makes it learn.</summary>
    private sealed class Player(string name, Module network, OptimizerOptions options)
    {
        public string Name => name;

        public Optimizer Optimizer { get; } = options.Create(network.Parameters);

        public void Learn(Tensor loss, double learningRateFactor)
        {
            Optimizer.LearningRate = options.LearningRate * learningRateFactor;
            Optimizer.Step(Grad.Of(loss, network.Parameters));
        }
    }
}
