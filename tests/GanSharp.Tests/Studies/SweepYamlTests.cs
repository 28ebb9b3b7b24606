using GanSharp.Recipes;
using GanSharp.Studies;

namespace GanSharp.Tests.Studies;

[Trait("Instructions", "any")]
public class SweepYamlTests
{
    [Fact]
    public void A_written_plan_can_be_read()
    {
        var plan = new SweepPlan
        {
            Recipes = [RecipeCatalogue.Load("gan-mlp"), Tiny.Recipe],
            Settings = [("steps", "7"), ("terms", "hinge; r1 2"), ("classes", "4, 9")],
            Axes =
            [
                new("lr", ["1e-4", "2e-4"]), new("terms", ["hinge", "hinge; r1 2"]),
                new("generator", ["linear 4, relu; linear C x H x W, tanh", "deconv"]),
            ],
            Seeds = [3, -1],
            InitFrom = Path.GetFullPath("runs/0001-gan"),
            Features = "my features.safetensors",
            Samples = 500,
            Keep = SweepKeep.Nothing,
        };

        var text = SweepYaml.Format(plan);
        var read = SweepYaml.Parse(text, "sweep.yaml");

        read.Recipes.Select(RecipeYaml.Format)
            .ShouldBe(plan.Recipes.Select(RecipeYaml.Format), "a recipe that is not built in is part of the file");
        text.ShouldContain("\n- gan-mlp\n");
        read.Settings.ShouldBe(plan.Settings);
        read.Axes.ShouldBe(plan.Axes);
        read.Seeds.ShouldBe(plan.Seeds);
        (read.Mode, read.InitFrom, read.Features, read.Samples, read.Keep).ShouldBe(
            (plan.Mode, plan.InitFrom, plan.Features, plan.Samples, plan.Keep));
        SweepYaml.Format(read).ShouldBe(text);
    }

    [Fact]
    public void Random_draws_keep_their_range_and_seed()
    {
        var plan = new SweepPlan
        {
            Recipes = [Tiny.Recipe],
            Axes = [new("lr", ["1e-5..1e-3 log"])],
            Mode = SweepMode.Random,
            Draws = 3,
            DrawSeed = 9,
        };
        SweepYaml
            .Parse(SweepYaml.Format(plan), "sweep.yaml")
            .Trials()
            .Select(trial => trial.Id)
            .ShouldBe(plan.Trials().Select(trial => trial.Id));
    }

    [Fact]
    public void A_plan_can_be_written_by_hand()
    {
        var plan = SweepYaml.Parse("""
            recipes: [gan-mlp, cgan-mlp]
            seeds: 2
            set:
              steps: 3000
              terms: [minimax, r1 2]
              classes: [4, 9]
            each:
              lr: [1e-4, 2e-4]
              terms:
                - hinge
                - [hinge, r1 2]
              ema: 0.999
            keep: all
            """, "study.yaml");

        plan.Recipes.Select(recipe => recipe.Name).ShouldBe(["gan-mlp", "cgan-mlp"]);
        plan.Seeds.ShouldBe([1, 2]);
        plan.Settings.ShouldBe([("steps", "3000"), ("terms", "minimax; r1 2"), ("classes", "4, 9")]);
        plan.Axes.ShouldBe([
            new("lr", ["1e-4", "2e-4"]), new("terms", ["hinge", "hinge; r1 2"]), new("ema", ["0.999"]),
        ]);
        (plan.Mode, plan.Keep, plan.Samples).ShouldBe((SweepMode.Each, SweepKeep.All, 10_000));
    }

    [Fact]
    public void Paths_of_recipes_start_at_the_folder_of_the_plan()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["tiny.yaml"], RecipeYaml.Format(Tiny.Recipe));
        File.WriteAllText(folder["study.yaml"], "seeds: 1\nrecipes: tiny.yaml\n");
        SweepYaml.IsPlan(folder["study.yaml"]).ShouldBeTrue();
        SweepYaml.IsPlan(folder["tiny.yaml"]).ShouldBeFalse();
        SweepYaml.Load(folder["study.yaml"]).Recipes.Single().Name.ShouldBe("tiny");
    }

    [Fact]
    public void Names_with_commas_are_kept()
    {
        var plan = SweepYaml.Parse("""
            recipes: [gan]
            set:
              classes: ["roses, red", lily]
            """, "plan.yaml");
        plan.Settings.ShouldBe([("classes", "\"roses, red\", lily")]);
        var varied = SweepYaml.Parse("""
            recipes: [gan]
            grid:
              classes: [["roses, red", lily], "lily, tulip"]
            """, "plan.yaml");
        varied.Axes.Single().Values.ShouldBe(["\"roses, red\", lily", "lily, tulip"]);
        varied.Trials().Select(trial => trial.Recipe.Selection.Classes.Count).ShouldBe([2, 2]);
        SweepYaml.Parse(SweepYaml.Format(varied), "again.yaml").Axes.ShouldBe(varied.Axes);
        SweepAxis.Parse("classes=\"roses, red\",lily").Values.ShouldBe(["\"roses, red\"", "lily"]);
    }

    [Theory]
    [InlineData("", "not a sweep")]
    [InlineData("just text", "not a sweep")]
    [InlineData("seeds: 2", "not a sweep")]
    [InlineData("recipes: [gan]\ngird:\n  lr: [1]", ":2: gird: is not a key of a sweep; did you mean grid?")]
    [InlineData("recipes: [gan]\nrecipes: [gan]", ":2: recipes: is set twice")]
    [InlineData("recipes:\nseeds: 1", ":1: recipes: names no recipe; write what to train")]
    [InlineData("recipes: [gan, '']", ":1: recipes: names no recipe")]
    [InlineData("recipes: [gan]\nfeatures:", ":2: features: has no value")]
    [InlineData("recipes: [gan]\ninit-from:", ":2: init-from: names no run")]
    [InlineData("recipes: [gan]\ninit-from: \"a\\0b\"", ":2: init-from: names no run")]
    [InlineData("recipes: [gna]", ":1: recipes: there is no recipe 'gna'")]
    [InlineData(
        "recipes: [gan]\ngrid:\n  lr: [1]\n  batchsize: [2]",
        ":4: there is no setting 'batchsize'; did you mean batch-size?")]
    [InlineData("recipes: [gan]\ngrid:\n  lr: []", ":3: lr: has no value")]
    [InlineData("recipes: [gan]\ngrid: [lr]", ":2: grid: needs settings with their values below it")]
    [InlineData("recipes: [gan]\ngrid:\n  lr: 1\neach:\n  ema: 0", ":4: each: cannot be combined with 'grid'")]
    [InlineData("recipes: [gan]\nseeds: 0", ":2: seeds: '0' is not a whole number from 1 to 10000")]
    [InlineData("recipes: [gan]\nseeds: [one]", ":2: seeds: 'one' is not a whole number")]
    [InlineData("recipes: [gan]\nkeep: some", ":2: keep: 'some' is none of generator, all, nothing")]
    [InlineData("recipes: [gan]\nset:\n  lr: {a: b}", ":3: plain text belongs here")]
    [InlineData("recipes: [gan]\nset: {lr: 1", ":3:")]
    [InlineData("recipes: [gan]\nseeds: 2\nkeep: all\n\tdraws: 3", ":4: ")]
    [InlineData("recipes:\n  - |\n    name: x\n    latent: 3\n    \tepochs: 3", ":5: ")]
    [InlineData(
        "recipes:\n  - |\n    name: x\n    latnet: 3",
        ":4: latnet: there is no setting 'latnet'; did you mean latent?")]
    public void An_invalid_plan_is_refused_with_its_line(string yaml, string complaint) =>
        Should
            .Throw<GanSharpException>(() => SweepYaml.Parse(yaml, "study.yaml"))
            .Message.ShouldContain($"study.yaml{(complaint[0] == ':' ? complaint : $": {complaint}")}");
}
