using GanSharp.Recipes;

namespace GanSharp.Tests.Recipes;

public class RecipeSettingsTests
{
    private static readonly Recipe Counted = new() { Name = "counted", Steps = 500 };

    [Fact]
    public void Epochs_replace_the_recipe_s_own_steps() =>
        Counted.With([("epochs", "3")]).ShouldBe(Counted with { Epochs = 3, Steps = 0 });

    [Theory]
    [InlineData("steps", "epochs")]
    [InlineData("epochs", "steps")]
    public void Steps_among_the_settings_take_precedence_over_epochs(string first, string second) =>
        Counted.With([(first, "7"), (second, "7")]).Steps.ShouldBe(7);

    [Fact]
    public void One_learning_rate_sets_both_optimizers()
    {
        var recipe = Counted.With("generator-optimizer", "sgd 0.1 momentum 0.9").With("learning-rate", "3e-3");
        RecipeYaml.Format(recipe).ShouldContain("sgd 0.003 momentum 0.9");
        recipe.DiscriminatorOptimizer.LearningRate.ShouldBe(3e-3);
        Should
            .Throw<GanSharpException>(() => Counted.With("learning-rate", "-1"))
            .Message.ShouldStartWith("learning-rate: ");
        Should.Throw<GanSharpException>(() => Counted.With("learning-rate", "NaN"));
    }
}
