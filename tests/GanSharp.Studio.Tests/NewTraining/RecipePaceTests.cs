using GanSharp.Recipes;
using GanSharp.Studio.NewTraining;

namespace GanSharp.Studio.Tests.NewTraining;

public sealed class RecipePaceTests
{
    [Theory]
    [InlineData("seed", "7", true)]
    [InlineData("evaluate-every", "10", true)]
    [InlineData("save-epochs", "3", true)]
    [InlineData("sample-every", "3", true)]
    [InlineData("checkpoint-every", "30", true)]
    [InlineData("epochs", "30", true)]
    [InlineData("keep", "9", true)]
    [InlineData("name", "other", true)]
    [InlineData("batch-size", "5", false)]
    [InlineData("critic-steps", "2", false)]
    [InlineData("augment", "flip", false)]
    [InlineData("shards", "2", false)]
    public void Recipes_whose_steps_take_the_same_time_have_the_same_pace(string key, string value, bool isSame)
    {
        var changed = Tiny.Recipe.With([(key, value)]);
        (RecipePace.Of(changed, Tiny.Image, 3) == RecipePace.Of(Tiny.Recipe, Tiny.Image, 3)).ShouldBe(isSame);
        RecipePace.Of(changed, Tiny.Image, 2).ShouldNotBe(RecipePace.Of(changed, Tiny.Image, 3));
    }
}
