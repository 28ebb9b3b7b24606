using GanSharp.Data;
using GanSharp.Recipes;

namespace GanSharp.Tests.Recipes;

public class RecipeChoiceTests
{
    private static readonly PictureSurvey Photos = new("flowers", 3000, 0, 3, 480, IsOneSize: false);

    [Theory]
    [InlineData(3, 480, 64)]
    [InlineData(3, 64, 64)]
    [InlineData(3, 63, 32)]
    [InlineData(3, 10, 32)]
    [InlineData(1, 480, 64)]
    [InlineData(1, 40, 32)]
    [InlineData(1, 28, 28)]
    [InlineData(1, 31, 28)]
    [InlineData(1, 2, 4)]
    public void The_size_is_one_that_the_recipe_takes(int channels, int side, int size)
    {
        var choice = RecipeChoice.For(Photos with { Channels = channels, ShorterSide = side });
        choice.Recipe.Selection.ImageSize.ShouldBe(size);
        choice.Recipe.Validate();
        choice.Recipe.Dataset.ShouldBe("folder");
        choice.Recipe.Name.ShouldBe(
            channels == 1 && size <= 32 ? RecipeCatalogue.Default : RecipeChoice.ForPictures);
    }

    [Fact]
    public void The_reasons_say_what_was_found_and_chosen() =>
        RecipeChoice.For(Photos).Reasons.ShouldBe(
        [
            "flowers: 3,000 coloured pictures of different sizes; the shorter side of the median is 480 pixels; "
                + "no classes",
            $"recipe {RecipeChoice.ForPictures}, the best measured on colour pictures; images of 64×64, batches of 16",
            "each picture is seen about 64 times; augmentation (translation, colour, cutout), "
                + "as 3,000 pictures are few",
        ]);

    [Fact]
    public void Settings_of_the_user_replace_what_was_chosen()
    {
        var choice = RecipeChoice.For(
            Photos, ("image-size", "32"), ("batch-size", "8"), ("augment", ""), ("epochs", "5"), ("seed", "7"));
        choice.Recipe.Selection.ImageSize.ShouldBe(32);
        (choice.Recipe.BatchSize, choice.Recipe.Epochs, choice.Recipe.Steps, choice.Recipe.Seed).ShouldBe((8, 5, 0, 7));
        choice.Reasons[1].ShouldEndWith("images of 32×32, batches of 8");
        choice.Reasons[2].ShouldBe("each picture is seen about 5 times; no augmentation");
        Should.Throw<GanSharpException>(() => RecipeChoice.For(Photos, ("image-size", "3")));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 4)]
    [InlineData(15, 8)]
    [InlineData(16, 16)]
    public void A_batch_has_no_more_images_than_there_are(int pictures, int batch) =>
        RecipeChoice.For(Photos with { Count = pictures }).Recipe.BatchSize.ShouldBe(batch);

    [Theory]
    [InlineData(160, 20)]
    [InlineData(3200, 1)]
    [InlineData(100_000, 1)]
    public void Short_epochs_are_saved_together(int pictures, int epochs) =>
        RecipeChoice.For(Photos with { Count = pictures }).Recipe.SaveEpochs.ShouldBe(epochs);

    /// <summary>
    /// An epoch of 160 pictures has 10 steps. So 600 steps are 60 epochs, with a grid after every sixth.
    /// </summary>
    [Fact]
    public void A_short_training_shows_ten_grids()
    {
        var few = Photos with { Count = 160 };
        RecipeChoice.For(few, ("steps", "600")).Recipe.SaveEpochs.ShouldBe(6);
        RecipeChoice.For(few, ("steps", "30")).Recipe.SaveEpochs.ShouldBe(1);
        RecipeChoice.For(few, ("epochs", "5000")).Recipe.SaveEpochs.ShouldBe(20);
        RecipeChoice.For(few, ("steps", "600"), ("save-epochs", "9")).Recipe.SaveEpochs.ShouldBe(9);
    }

    [Fact]
    public void Many_pictures_need_no_augmentation()
    {
        RecipeChoice.For(Photos with { Count = 49_999 }).Recipe.Augment.ShouldNotBeEmpty();
        RecipeChoice.For(Photos with { Count = 50_000 }).Recipe.Augment.ShouldBeEmpty();
    }
}
