using GanSharp.Models.Conditioning;
using GanSharp.Recipes;
using GanSharp.Training;

namespace GanSharp.Tests.Models.Conditioning;

/// <summary>Any objective works with any conditioning, unless the mathematics rules it out.</summary>
public class CombinationTests
{
    private static readonly string[] Objectives =
    [
        "non-saturating", "minimax", "least-squares", "wasserstein; weight-clip", "wasserstein; gradient-penalty",
        "non-saturating; dragan-penalty",
        "hinge", "relativistic; r1; r2", "energy-margin; pull-away", "boundary-equilibrium",
        "non-saturating; mutual-information",
    ];

    public static TheoryData<string, string> Combinations
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var objective in Objectives)
                foreach (var generator in LabelConditioning.GeneratorMethods.Skip(1))
                    foreach (var discriminator in LabelConditioning.DiscriminatorMethods.Skip(1))
                        all.Add(objective, $"{generator.Name} {discriminator.Name}");
            return all;
        }
    }

    [Theory, MemberData(nameof(Combinations))]
    public async Task An_objective_trains_with_a_conditioning_or_says_why_not(string objective, string conditioning)
    {
        var recipe = With(objective, conditioning);
        if (recipe.Decoder.Count > 0 && recipe.Conditioning.Discriminator.Projects)
        {
            Should.Throw<GanSharpException>(() => new Trainer(recipe, Tiny.Images())).Message.ShouldBe(
                "conditioning: projection adds to a score, but a discriminator with a decoder has none; "
                + "choose concat or auxiliary");
            return;
        }
        using var trainer = new Trainer(recipe, Tiny.Images());
        var steps = await trainer.RunAsync().OfType<StepCompleted>().ToArrayAsync();
        steps.Length.ShouldBe(3);
        steps.ShouldAllBe(step => double.IsFinite(step.DiscriminatorLoss) && double.IsFinite(step.GeneratorLoss));
        trainer.Sampler.IsConditional.ShouldBeTrue();
    }

    private static Recipe With(string objective, string conditioning)
    {
        var recipe = Tiny.Recipe.With("steps", "3").With("conditioning", conditioning).With("terms", objective)
            .With("discriminator", "conv 3 k4 s2 p1, leaky-relu 0.2; linear 5, leaky-relu 0.2; linear 1");
        if (objective.Contains("mutual-information"))
            recipe = recipe.With("latent", "3 normal + 3 categorical + 2 uniform -1 1").With("code-head", "linear 7");
        if (objective.Contains("energy") || objective.Contains("equilibrium"))
            recipe = recipe.With("discriminator", "linear 5, tanh").With("decoder", "linear C x H x W");
        return recipe.Conditioning.Discriminator.Classifies
            ? recipe with
            {
                Terms = [.. recipe.Terms, "auxiliary-classifier"],
            }
            : recipe;
    }
}
