using GanSharp.Recipes;

namespace GanSharp.Tests.Recipes;

public class RecipeNameTests
{
    [Theory]
    [InlineData("''", "is empty; write a name, or leave it out for that of the file")]
    [InlineData("' '", "is empty; write a name, or leave it out for that of the file")]
    [InlineData("\"a\\nb\"", "has a line break or a control character; write one line of text")]
    [InlineData("\"a\\eb\"", "has a line break or a control character; write one line of text")]
    [InlineData("\"a\\u2028b\"", "has a line break or a control character; write one line of text")]
    public void A_name_that_is_not_a_line_of_text_is_refused(string name, string reason) =>
        Refusal(name).ShouldBe($"my.yaml:2: name: {reason}");

    [Fact]
    public void A_name_has_at_most_100_characters()
    {
        Should.NotThrow(RecipeYaml.Parse($"name: {new string('a', 100)}", "my.yaml").RequireName);
        Refusal(new('a', 101)).ShouldBe("my.yaml:2: name: has 101 characters, more than 100; shorten it");
    }

    private static string Refusal(string name) =>
        Should
            .Throw<GanSharpException>(RecipeYaml.Parse($"latent: 4 normal\nname: {name}", "my.yaml").RequireName)
            .Message;
}
