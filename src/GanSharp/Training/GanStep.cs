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
    private readonly GanTerm[] _terms;
    private readonly bool _isClassifier;
    private readonly Optimizer _generator, _discriminator;
    private readonly Func<int, (Tensor Noise, int[]? Labels)> _draw;
    private readonly Func<Shape, Tensor> _uniform;
    private readonly RandomStream _dropout;

    /// <summary>The first step, with everything random drawn from the recipe's seed.</summary>
    public GanStep(GanModel model, Recipe recipe) : this(model, recipe, Inputs(model, recipe.Seed), Penalties(model, recipe.Seed)) { }

    /// <summary>
    /// The first step; <paramref name="draw"/> gives the generator its input for that many images, <paramref name="uniform"/> the
    /// terms their random numbers.
    /// </summary>
    public GanStep(GanModel model, Recipe recipe, Func<int, (Tensor Noise, int[]? Labels)> draw, Func<Shape, Tensor> uniform)
    {
        (_model, _recipe, _draw, _uniform) = (model, recipe, draw, uniform);
        _terms = [.. recipe.Terms.Select(TermCatalogue.Create)];
        _isClassifier = _terms.Any(term => term.ScoresAreLogits);
        _generator = recipe.GeneratorOptimizer.Create(model.Generator.Parameters);
        _discriminator = recipe.DiscriminatorOptimizer.Create(model.Discriminator.Parameters);
        _dropout = new("dropout", recipe.Seed);
    }

    /// <summary>What a turn came to; the generator's loss is null when it did not learn.</summary>
    public readonly record struct Result(double DiscriminatorLoss, double? GeneratorLoss, double? RealScore, double? FakeScore);

    public Result Run(Batch batch, bool trainGenerator)
    {
        using var scope = new TensorScope();
        var (real, realLabels) = (batch.ToTensor(_model.Context.DType), batch.Labels.Length > 0 ? batch.Labels : null);
        var (noise, fakeLabels) = _draw(batch.Shape[0]);
        var fake = _model.Generator.Forward(noise, new Pass(Mode.Train, fakeLabels, _dropout));

        var context = new StepContext(_model, real, realLabels, fake.Detach(), fakeLabels, _dropout, _uniform);
        var loss = Learn("discriminator", term => term.ForDiscriminator(context), _discriminator, _model.Discriminator);
        foreach (var term in _terms)
            term.AfterDiscriminatorStep(context);
        var result = new Result(loss, null, Score(context.OnReal), Score(context.OnFake));
        if (!trainGenerator)
            return result;

        context = new StepContext(_model, real, realLabels, fake, fakeLabels, _dropout, _uniform);
        return result with { GeneratorLoss = Learn("generator", term => term.ForGenerator(context), _generator, _model.Generator) };
    }

    private static Func<int, (Tensor Noise, int[]? Labels)> Inputs(GanModel model, long seed)
    {
        var (latent, labels) = (new RandomStream("latent", seed), new RandomStream("labels", seed));
        return count => (
            model.Latent.Draw(count, latent, model.Context.DType),
            model.IsConditional ? labels.Integers(count, model.Context.Classes) : null);
    }

    private static Func<Shape, Tensor> Penalties(GanModel model, long seed)
    {
        var stream = new RandomStream("penalty", seed);
        return shape => stream.Uniform(shape, dtype: model.Context.DType);
    }

    /// <summary>One step of a player along the gradient of its terms' losses; returns the loss.</summary>
    private double Learn(string player, Func<GanTerm, Tensor?> loss, Optimizer optimizer, Module network)
    {
        var losses = _terms.Select(loss).OfType<Tensor>().ToArray();
        if (losses.Length == 0)
            throw new GanSharpException($"recipe {_recipe.Name}: no term gives the {player} a loss; add one to its terms");
        var total = losses.Aggregate((sum, next) => sum + next);
        optimizer.Step(Grad.Of(total, network.Parameters));
        return total.Item();
    }

    /// <summary>The mean probability of "real", where the discriminator's output is its logit.</summary>
    private double? Score(Tensor logits) => _isClassifier ? logits.Detach().Sigmoid().Mean().Item() : null;
}
