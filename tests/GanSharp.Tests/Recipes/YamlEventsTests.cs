using GanSharp.Recipes;
using GanSharp.Studies;

namespace GanSharp.Tests.Recipes;

public class YamlEventsTests
{
    private const string Second = "a second document begins here; write one in a file, without '---' in it";

    [Fact]
    public void A_second_document_is_reported_with_its_line()
    {
        Should
            .Throw<GanSharpException>(() => RecipeYaml.Parse("epochs: 1\n---\nepochs: 2\n", "my.yaml"))
            .Message.ShouldBe($"my.yaml:2: {Second}");
        Should
            .Throw<GanSharpException>(() => SweepYaml.Parse("recipes: [default]\n---\nseeds: 2\n", "my.yaml"))
            .Message.ShouldBe($"my.yaml:2: {Second}");
        RecipeYaml.Parse("---\nepochs: 1\n...\n", "my.yaml").Epochs.ShouldBe(1);
    }
}
