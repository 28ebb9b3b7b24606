using GanSharp.Optim;
using GanSharp.Recipes;

namespace GanSharp.Tests.Recipes;

public class RecipeTests
{
    [Theory]
    [InlineData("linear 4, tanh", PixelRange.SignedUnit)]
    [InlineData("linear 4,sigmoid ", PixelRange.Unit)]
    [InlineData("sigmoid", PixelRange.Unit)]
    public void The_last_layer_of_the_generator_decides_the_range_of_pixels(string line, PixelRange range) =>
        new Recipe { Name = "r", Generator = ["linear 9, tanh", line] }.PixelRange.ShouldBe(range);

    public static TheoryData<Recipe, string> Invalid => new()
    {
        { Tiny.Recipe with { BatchSize = 0 }, "'0' is not a whole number from 1 to 65536" },
        { Tiny.Recipe with { Epochs = 0 }, "'0' is not a whole number from 1 to 1000000" },
        { Tiny.Recipe with { CriticSteps = 101 }, "'101' is not a whole number from 1 to 100" },
        { Tiny.Recipe with { Steps = -1 }, "'-1' is not a whole number from 0 to 1000000000" },
        { Tiny.Recipe with { SampleEvery = -1 }, "'-1' is not a whole number from 0 to 1000000000" },
        { Tiny.Recipe with { Ema = 1 }, "'1' is not a number from 0 to below 1" },
        { Tiny.Recipe with { Latent = new(0) }, "'0 normal' is not a latent of 1 to 65536 numbers" },
        { Tiny.Recipe with { Terms = ["minmax"] }, "tiny.yaml: terms: there is no term 'minmax'" },
        { Tiny.Recipe with { GeneratorOptimizer = new AdamOptions(-1) }, "the learning rate -1 must be above 0" },
        {
            Tiny.Recipe with
            {
                DiscriminatorOptimizer = new SgdOptions(1, 2),
            },
            "momentum is 2; it must be at least 0 and below 1"
        },
    };

    [Theory, MemberData(nameof(Invalid), DisableDiscoveryEnumeration = true)]
    public void Validation_finds_what_is_out_of_range(Recipe recipe, string message) =>
        Should.Throw<GanSharpException>(recipe.Validate).Message.ShouldStartWith(message);

    [Fact]
    public void A_recipe_loads_its_images_even_after_it_was_saved()
    {
        var recipe = Tiny.Recipe with
        {
            Dataset = "digits",
            Selection = new()
            {
                Classes = ["9", "4"],
                Limit = 30,
                ImageSize = 8,
            },
        };
        var data = recipe.LoadData();
        data.ToString().ShouldBe("digits: 30 images of 8×8×1, 2 classes");
        data.ClassNames.ShouldBe(["4", "9"]);
        RecipeYaml.Parse(RecipeYaml.Format(recipe), "saved.yaml").LoadData().Images.ShouldBe(data.Images);
    }
}
