using GanSharp.Models;
using GanSharp.Optim;
using GanSharp.Recipes;

namespace GanSharp.Tests.Recipes;

public class RecipeYamlTests
{
    [Fact]
    public void Keys_set_what_they_name_and_the_rest_has_its_defaults()
    {
        var recipe = RecipeYaml.Parse(
            """
            # A comment.
            latent: 8 normal
            generator:
              - linear 4, relu
              - linear C x H x W, tanh
            terms: [minimax]
            optimizer: sgd 0.1
            discriminator-optimizer: adam 2e-4
            seed: "7"
            """, "some/folder/mine.yaml");

        recipe.Name.ShouldBe("mine", "the file's name");
        recipe.Latent.ShouldBe(new Latent(8));
        recipe.Generator.ShouldBe(["linear 4, relu", "linear C x H x W, tanh"]);
        recipe.Terms.ShouldBe(["minimax"]);
        recipe.GeneratorOptimizer.ShouldBe(new SgdOptions(0.1));
        recipe.DiscriminatorOptimizer.ShouldBe(new AdamOptions(2e-4));
        recipe.Seed.ShouldBe(7);
        recipe.BatchSize.ShouldBe(new Recipe { Name = "" }.BatchSize);
    }

    [Theory]
    [InlineData("epohcs: 3", "r.yaml:1: epohcs: there is no setting 'epohcs'; did you mean epochs?")]
    [InlineData("name: x\n\nepochs: many", "r.yaml:3: epochs: 'many' is not a whole number from 1 to 1000000")]
    [InlineData("epochs:", "r.yaml:1: epochs: '' is not a whole number from 1 to 1000000")]
    [InlineData("epochs: [1, 2]", "r.yaml:1: epochs: 2 values were given where one is expected")]
    [InlineData("epochs: {a: 1}", "r.yaml:1: plain text belongs here, or a list of it")]
    [InlineData("generator:\n  - relu\n  - {a: b}", "r.yaml:3: plain text belongs here, or a list of it")]
    [InlineData(
        "optimizer: adan 1",
        "r.yaml:1: optimizer: there is no optimizer 'adan' among adam, adamw, rmsprop, sgd; did you mean adam?")]
    [InlineData("{a: b}: c", "r.yaml:1: plain text belongs here, or a list of it")]
    [InlineData("name: x\nname: y", "r.yaml:2: name: is set twice")]
    [InlineData("a: b: c", "r.yaml:1: ")]
    [InlineData("name: [", "r.yaml:2: ")]
    [InlineData("name: *x", "r.yaml:1: plain text belongs here, or a list of it")]
    [InlineData("terms: &x [*x]", "r.yaml:1: plain text belongs here, or a list of it")]
    [InlineData("? &x [*x]\n: y", "r.yaml:1: plain text belongs here, or a list of it")]
    [InlineData("epochs: 3\nname:\n[\nx", "r.yaml:2: what follows is not YAML")]
    [InlineData("epochs: 3\nname: !!]", "r.yaml:2: what follows is not YAML")]
    [InlineData("name: x\nabout: y\npaper: z\nlatent: 5 normal\nepochs: 2\nsteps: 3\n\tbatch-size: 8", "r.yaml:7: ")]
    [InlineData("name: x\ngenerator:\n  - relu\n\t- tanh", "r.yaml:4: ")]
    [InlineData("name: x\nabout: \"y\nepochs: 2\nsteps: 3", "r.yaml:2: ")]
    [InlineData("name: x\nterms:\n  - 'hinge\n  - r1", "r.yaml:3: ")]
    [InlineData("classes: ', \"\"'", "r.yaml:1: classes: ', \"\"' contains no name; leave it out for all")]
    [InlineData("classes: '\"a, b'", "r.yaml:1: classes: \"a, b: write a name with commas or quotes as")]
    [InlineData("", "r.yaml: not a recipe; write keys and values, such as 'epochs: 10'")]
    [InlineData("- a\n- b", "r.yaml: not a recipe; write keys and values, such as 'epochs: 10'")]
    [InlineData("name: x\n---\nname: y", "r.yaml:2: a second document begins here; write one in a file")]
    public void Mistakes_are_refused_with_file_line_and_reason(string yaml, string message) =>
        Should.Throw<GanSharpException>(() => RecipeYaml.Parse(yaml, "r.yaml")).Message.ShouldStartWith(message);

    [Theory]
    [InlineData("classes: 4, 9", "4", "9")]
    [InlineData("classes: [4, 9]", "4", "9")]
    [InlineData("classes: [\"roses, red\", lily]", "roses, red", "lily")]
    [InlineData("classes:\n  - roses, red", "roses, red")]
    [InlineData("classes: '\"roses, red\", lily'", "roses, red", "lily")]
    [InlineData("classes: ['say \"hi\"', 'a; b']", "say \"hi\"", "a; b")]
    [InlineData("classes: []")]
    public void Entries_of_a_list_are_names_without_further_parsing(string yaml, params string[] names)
    {
        var recipe = RecipeYaml.Parse(yaml, "r.yaml");
        recipe.Selection.Classes.ShouldBe(names);
        RecipeYaml.Parse(RecipeYaml.Format(recipe), "again.yaml").Selection.Classes.ShouldBe(names);
        recipe.With("classes", RecipeKeys.Find("classes").OneLine(recipe)).Selection.Classes.ShouldBe(names);
    }

    [Fact]
    public void Excessively_long_text_is_refused()
    {
        Should.Throw<GanSharpException>(() => RecipeYaml.Parse(new string(' ', 2_000_000), "r.yaml")).Message
            .ShouldBe("r.yaml: 2000000 characters are too many for a recipe");
        Should.Throw<GanSharpException>(() => RecipeYaml.Parse("name: " + new string('[', 10_000), "r.yaml")).Message
            .ShouldBe("r.yaml:1: plain text belongs here, or a list of it");
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a: b # c")]
    [InlineData("'quoted' \"twice\"")]
    [InlineData("- [x, {y}]")]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("12")]
    [InlineData("ünï 漢 ×")]
    public void Any_line_of_text_survives_a_round_trip(string text)
    {
        var recipe = new Recipe { Name = text, About = text, Generator = [text, "tanh"] };
        var again = RecipeYaml.Parse(RecipeYaml.Format(recipe), "saved.yaml");
        (again.Name, again.About).ShouldBe((text, text));
        again.Generator.ShouldBe([text, "tanh"]);
    }
}
