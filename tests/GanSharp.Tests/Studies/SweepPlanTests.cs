using GanSharp.Recipes;
using GanSharp.Studies;

namespace GanSharp.Tests.Studies;

[Trait("Instructions", "any")]
public class SweepPlanTests
{
    private static readonly SweepPlan Plan = new()
    {
        Recipes = [Tiny.Recipe],
        Axes = [new("lr", ["1e-4", "2e-4"]), new("batch-size", ["4", "6"])],
        Seeds = [1, 2],
    };

    [Fact]
    public void A_grid_has_every_value_with_every_other_and_the_first_seed_comes_first()
    {
        var trials = Plan.Trials();
        trials.Select(trial => trial.Id).ShouldBe(
        [
            "tiny-lr=1e-4-batch-size=4-seed=1", "tiny-lr=1e-4-batch-size=6-seed=1",
            "tiny-lr=2e-4-batch-size=4-seed=1", "tiny-lr=2e-4-batch-size=6-seed=1",
            "tiny-lr=1e-4-batch-size=4-seed=2", "tiny-lr=1e-4-batch-size=6-seed=2",
            "tiny-lr=2e-4-batch-size=4-seed=2", "tiny-lr=2e-4-batch-size=6-seed=2",
        ]);
        var last = trials[^1].Recipe;
        (last.BatchSize, last.Seed).ShouldBe((6, 2));
        (last.GeneratorOptimizer.LearningRate, last.DiscriminatorOptimizer.LearningRate).ShouldBe((2e-4, 2e-4));
        trials[0].Group.ShouldBe(trials[4].Group);
    }

    [Fact]
    public void Without_axes_the_recipes_are_trained_unchanged()
    {
        var plan = new SweepPlan
        {
            Recipes = [Tiny.Recipe, Tiny.Recipe with { Name = "other" }],
            Settings = [("steps", "7"), ("ema", "0")],
        };
        plan.Trials()
            .Select(trial => (trial.Id, trial.Recipe.Steps, trial.Recipe.Ema.Step))
            .ShouldBe([("tiny-seed=1", 7, 0), ("other-seed=1", 7, 0)]);
    }

    [Fact]
    public void One_setting_at_a_time_keeps_the_recipes_other_settings()
    {
        var plan = Plan with { Mode = SweepMode.Each, Seeds = [1] };
        plan.Trials().Select(trial => trial.Group).ShouldBe(
            ["tiny", "tiny-lr=1e-4", "tiny-lr=2e-4", "tiny-batch-size=6"], "the batch size of 4 is the recipe's own");
        plan.Trials()[0].ValueOf("batch-size").ShouldBe("4");
        plan.Trials()[0].ValueOf("learning-rate").ShouldBe("0.01");
        plan.Trials()[1].ValueOf("lr").ShouldBe("1e-4");
    }

    [Fact]
    public void A_sweep_varies_the_half_life_of_the_average()
    {
        var plan = Plan with { Axes = [SweepAxis.Parse("ema=0.9,500 images,1e3 images")], Seeds = [1] };
        var trials = plan.Trials();
        trials.Select(trial => trial.Group).ShouldBe(["tiny-ema=0.9", "tiny-ema=500_images", "tiny-ema=1e3_images"]);
        trials.Select(trial => trial.Recipe.Ema.HalfLife).ShouldBe([0, 500, 1000]);
    }

    [Fact]
    public void Random_draws_are_different_and_more_draws_extend_them()
    {
        var plan = new SweepPlan
        {
            Recipes = [Tiny.Recipe],
            Axes = [new("lr", ["1e-5..1e-3 log"]), new("batch-size", ["2..9"]), new("ema", ["0", "0.9"])],
            Mode = SweepMode.Random,
            Draws = 40,
        };
        var trials = plan.Trials();
        trials.Select(trial => trial.Id).Distinct().Count().ShouldBe(40);
        trials.ShouldAllBe(trial =>
            trial.Recipe.GeneratorOptimizer.LearningRate >= 1e-5 && trial.Recipe.GeneratorOptimizer.LearningRate <= 1e-3
        );
        trials
            .Count(trial => trial.Recipe.GeneratorOptimizer.LearningRate < 1e-4)
            .ShouldBeInRange(10, 30, "half of the logarithms are below the middle");
        trials.Select(trial => trial.Recipe.BatchSize).Distinct().Order().ShouldBe([2, 3, 4, 5, 6, 7, 8, 9]);
        trials.Select(trial => trial.Recipe.Ema.Step).Distinct().Order().ShouldBe([0, 0.9]);
        (plan with { Draws = 10 })
            .Trials()
            .Select(trial => trial.Id)
            .ShouldBe(trials.Take(10).Select(trial => trial.Id));
        (plan with { DrawSeed = 2 }).Trials()[0].Id.ShouldNotBe(trials[0].Id);
    }

    [Fact]
    public void Names_of_trials_are_valid_file_names_and_differ_if_values_do()
    {
        var plan = new SweepPlan
        {
            Recipes = [Tiny.Recipe with { Name = "my own/tiny" }],
            Axes = [new("terms", ["hinge", "hinge;r1 2", "hinge;r2 2"]), new("latent", ["3 normal", "3 uniform -1 1"])],
        };
        var ids = plan.Trials().Select(trial => trial.Id).ToArray();
        ids[0].ShouldMatch(@"^my_own_tiny\.[0-9a-f]{8}-terms=hinge-latent=3_normal-seed=1$");
        ids[3].ShouldMatch(@"-terms=hinge_r1_2\.[0-9a-f]{8}-latent=3_uniform_-1_1-seed=1$");
        ids.Distinct().Count().ShouldBe(6);
        plan.Trials()[2].Recipe.Terms.ShouldBe(["hinge", "r1 2"]);
    }

    [Theory]
    [InlineData("lr=1e-4,fast", "lr=fast: 'fast' is not a number above 0, such as 2e-4")]
    [InlineData("batch-size=8,0", "batch-size=0: '0' is not a whole number from 1 to 65536")]
    [InlineData("terms=hinge|hingy", "tiny-terms=hingy: terms: ")]
    [InlineData("batchsize=8", "there is no setting 'batchsize'; did you mean batch-size?")]
    [InlineData("batch-size=8,8", "batch-size: the value 8 occurs twice")]
    [InlineData("batch-size=", "batch-size: has no value; write batch-size=VALUE,VALUE")]
    [InlineData("seed=1,2", "seed: is not a setting to vary")]
    [InlineData("name=a,b", "name: does not affect training")]
    [InlineData("lr=1e-4..1e-3", "lr=0.0001..0.001: a range is for random draws")]
    [InlineData("lr=1e-3..1e-4", "lr: the range '1e-3..1e-4' must start below its end")]
    [InlineData("ema=0..0.9 log", "ema: the range '0..0.9 log' is logarithmic, so it must be above 0")]
    [InlineData("ema", "'ema': write KEY=VALUE,VALUE")]
    [InlineData("lr=1e-4,0.0001", "tiny-lr=0.0001 and tiny-lr=1e-4 are the same training")]
    [InlineData("steps=3,4", "steps: is set twice")]
    [InlineData("epochs=1,2", "epochs: has no effect with steps 5, so there is nothing to vary")]
    [InlineData(
        "class-head=linear K|linear 3, relu, linear K", "class-head: has no effect with conditioning concat, so")]
    [InlineData("keep=1,2", "keep: has no effect on what is trained, so")]
    [InlineData("sample-every=1,2", "sample-every: has no effect on what is trained, so")]
    public void An_invalid_axis_is_refused_with_its_setting_and_value(string axis, string complaint) =>
        Should
            .Throw<GanSharpException>(() =>
                (Plan with { Axes = [SweepAxis.Parse(axis)], Settings = [("steps", "5")] }).Trials())
            .Message.ShouldStartWith(complaint);

    [Theory]
    [InlineData(SweepMode.Each)]
    [InlineData(SweepMode.Random)]
    public void A_setting_without_effect_is_refused_in_every_mode(SweepMode mode) =>
        Should
            .Throw<GanSharpException>(new SweepPlan
            {
                Recipes = Plan.Recipes,
                Mode = mode,
                Draws = 2,
                Axes = [new("epochs", ["1", "3"])],
                Settings = [("steps", "5")],
            }.Trials)
            .Message.ShouldStartWith("epochs: has no effect with steps 5");

    [Fact]
    public void Epochs_have_an_effect_if_there_is_no_number_of_steps()
    {
        (Plan with { Axes = [new("epochs", ["1", "3"])], Settings = [("steps", "0")], Seeds = [1] })
            .Trials()
            .Count.ShouldBe(2);
        Should
            .Throw<GanSharpException>(() =>
                (Plan with { Axes = [new("epochs", ["1", "3"]), new("steps", ["0", "5"])] }).Trials())
            .Message.ShouldContain("are the same training");
    }

    [Fact]
    public void Invalid_plans_are_refused()
    {
        Complaint(Plan with { Recipes = [] }).ShouldContain("needs a recipe");
        Complaint(Plan with { Recipes = [Tiny.Recipe, Tiny.Recipe] }).ShouldContain("the recipe tiny occurs twice");
        Complaint(Plan with { Seeds = [] }).ShouldContain("needs a seed");
        Complaint(Plan with { Seeds = [3, 3] }).ShouldContain("a seed occurs twice");
        Complaint(Plan with { Samples = 7 }).ShouldContain("samples is 7");
        Complaint(Plan with { Mode = SweepMode.Random, Draws = 5 })
            .ShouldBe("there are only 4 different combinations to draw, not 5; ask for fewer, or use a grid");
        Complaint(Plan with { Mode = SweepMode.Random, Axes = [] }).ShouldContain("need a setting to vary");
        Complaint(Plan with { Seeds = [.. Enumerable.Range(1, 2501)] }).ShouldContain("more than 10000 trials");

        static string Complaint(SweepPlan plan) => Should.Throw<GanSharpException>(() => plan.Trials()).Message;
    }

    [Fact]
    public void The_text_of_an_axis_can_be_parsed()
    {
        string[] axes = ["lr=1e-4|2e-4", "terms=hinge|hinge;r1 2", "classes=4,9|1,7", "lr=1e-5..1e-3 log"];
        foreach (var text in axes)
            SweepAxis.Parse(SweepAxis.Parse(text).ToString()).ShouldBe(SweepAxis.Parse(text));
        SweepAxis.Parse("learning-rate=1e-4,2e-4").ShouldBe(SweepAxis.Parse("lr=1e-4|2e-4"));
        SweepAxis.Parse("lr=1").ShouldNotBe(SweepAxis.Parse("lr=2"));
        RecipeKeys.Find("lr").ShouldBe(RecipeKeys.Find("learning-rate"));
    }
}
