using GanSharp.Data;
using GanSharp.Init;
using GanSharp.Models;
using GanSharp.Models.Conditioning;
using GanSharp.Optim;
using GanSharp.Recipes;

namespace GanSharp.Tests.Recipes;

public class RecipeKeysTests
{
    private static readonly Recipe Empty = new() { Name = "empty" };

    // For every key: a value, the recipe with it, an invalid value (null: any text is valid) and why it is invalid.
    private static readonly Dictionary<string, (string Value, Recipe Expected, string? Bad, string Reason)> Cases =
        new()
        {
            ["name"] = ("mine", Empty with { Name = "mine" }, null, ""),
            ["about"] = ("what: it is", Empty with { About = "what: it is" }, null, ""),
            ["paper"] = ("https://arxiv.org", Empty with { Paper = "https://arxiv.org" }, null, ""),
            ["latent"] = (
            "8 uniform 0 1", Empty with
            {
                Latent = new(8, new UniformNoise(0, 1)),
            },
            "8 exotic", "'8 exotic' is not a distribution of noise"),
            ["conditioning"] = (
            "concat", Empty with
            {
                Conditioning = LabelConditioning.Parse("concat"),
            },
            "concta", "the generator has no conditioning 'concta'"),
            ["generator"] = ("linear 4; tanh", Empty with { Generator = ["linear 4", "tanh"] }, null, ""),
            ["discriminator"] = (
            "linear 4, relu;linear 1;", Empty with
            {
                Discriminator = ["linear 4, relu", "linear 1"],
            },
            null, ""),
            ["class-head"] = (
            "linear 4, relu;linear K", Empty with
            {
                ClassHead = ["linear 4, relu", "linear K"],
            },
            null, ""),
            ["code-head"] = ("linear 12", Empty with { CodeHead = ["linear 12"] }, null, ""),
            ["decoder"] = ("linear 4;tanh", Empty with { Decoder = ["linear 4", "tanh"] }, null, ""),
            ["terms"] = ("minimax", Empty with { Terms = ["minimax"] }, null, ""),
            ["augment"] = ("flip; cutout 0.25", Empty with { Augment = ["flip", "cutout 0.25"] }, null, ""),
            ["critic-steps"] = ("5", Empty with { CriticSteps = 5 }, "0", "'0' is not a whole number from 1 to 100"),
            ["optimizer"] = (
            "sgd 0.1", Empty with
            {
                GeneratorOptimizer = new SgdOptions(0.1),
                DiscriminatorOptimizer = new SgdOptions(0.1),
            },
            "sgd", "'sgd' lacks a learning rate"),
            ["generator-optimizer"] = (
            "sgd 0.1", Empty with
            {
                GeneratorOptimizer = new SgdOptions(0.1),
            },
            "adamm 1", "there is no optimizer 'adamm'"),
            ["discriminator-optimizer"] = (
            "sgd 0.1", Empty with
            {
                DiscriminatorOptimizer = new SgdOptions(0.1),
            },
            "", "there is no optimizer ''"),
            ["learning-rate"] = (
            "0.5", Empty with
            {
                GeneratorOptimizer = new AdamOptions(0.5, 0.5),
                DiscriminatorOptimizer = new AdamOptions(0.5, 0.5),
            },
            "0", "the learning rate 0 must be above 0"),
            ["init"] = (
            "normal 0.5", Empty with
            {
                Init = new NormalInit(0.5),
            },
            "uniform", "there is no initialiser 'uniform'"),
            ["learning-rate-decay"] = (
            "0.5", Empty with
            {
                LearningRateDecay = 0.5,
            },
            "1.5", "'1.5' is not a number from 0 to 1"),
            ["ema"] = ("0.999", Empty with { Ema = 0.999 }, "1", "'1' is not a number from 0 to below 1"),
            ["dataset"] = ("mnist", Empty with { Dataset = "mnist" }, null, ""),
            ["classes"] = ("4, 9", Empty with { Selection = new() { Classes = ["4", "9"] } }, null, ""),
            ["limit"] = (
            "100", Empty with
            {
                Selection = new() { Limit = 100 },
            },
            "-1", "'-1' is not a whole number from 0 to 2147483647"),
            ["image-size"] = (
            "32", Empty with
            {
                Selection = new() { ImageSize = 32 },
            },
            "3", "images of side 3 are not possible; choose 4 to 1024"),
            ["crop"] = (
            "pad", Empty with { Selection = new() { Crop = Crop.Pad } }, "left",
            "'left' is not one of centre, fit, pad"),
            ["background"] = (
            "#102030", Empty with { Selection = new() { Background = new(16, 32, 48) } }, "red",
            "'red' is not white, black or a colour such as #ff8000"),
            ["skip-damaged"] = (
            "true", Empty with { Selection = new() { SkipDamaged = true } }, "yes", "'yes' is not true or false"),
            ["batch-size"] = (
            "16", Empty with { BatchSize = 16 }, "1.5", "'1.5' is not a whole number from 1 to 65536"),
            ["shards"] = ("4", Empty with { Shards = 4 }, "0", "'0' is not a whole number from 1 to 4096"),
            ["epochs"] = ("3", Empty with { Epochs = 3 }, "many", "'many' is not a whole number from 1 to 1000000"),
            ["steps"] = ("1000", Empty with { Steps = 1000 }, "-1", "'-1' is not a whole number from 0 to 1000000000"),
            ["sample-rows"] = ("4", Empty with { SampleRows = 4 }, "33", "'33' is not a whole number from 1 to 32"),
            ["sample-every"] = (
            "100", Empty with
            {
                SampleEvery = 100,
            },
            "1000000001", "'1000000001' is not a whole number from 0 to 1000000000"),
            ["save-epochs"] = (
            "20", Empty with { SaveEpochs = 20 }, "0", "'0' is not a whole number from 1 to 1000000"),
            ["evaluate-every"] = (
            "500", Empty with
            {
                EvaluateEvery = 500,
            },
            "-1", "'-1' is not a whole number from 0 to 1000000000"),
            ["checkpoint-every"] = (
            "50", Empty with
            {
                CheckpointEvery = 50,
            },
            "-1", "'-1' is not a whole number from 0 to 1000000000"),
            ["keep"] = ("5", Empty with { Keep = 5 }, "0", "'0' is not a whole number from 1 to 1000"),
            ["on-nan"] = (
            "rollback", Empty with
            {
                OnNan = NanResponse.Rollback,
            },
            "explode", "'explode' is not one of stop, rollback"),
            ["seed"] = (
            "-7", Empty with
            {
                Seed = -7,
            },
            "9223372036854775808", "'9223372036854775808' is not a whole number from -9223372036854775808"),
        };

    public static TheoryData<string> ChoosyNames => [.. Cases.Keys.Where(name => Cases[name].Bad is not null)];

    public static TheoryData<string> Names => [.. RecipeKeys.All.Select(key => key.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_setting_changes_what_it_names_and_nothing_else(string name)
    {
        var changed = Empty.With(name, Cases[name].Value);
        foreach (var key in RecipeKeys.All)
            key.Get(changed).ShouldBe(key.Get(Cases[name].Expected), key.Name);
        changed.ShouldNotBe(Empty);
    }

    [Theory, MemberData(nameof(ChoosyNames))]
    public void An_invalid_value_is_refused_with_the_name_and_the_reason(string name) =>
        Should
            .Throw<GanSharpException>(() => Empty.With(name, Cases[name].Bad!))
            .Message.ShouldStartWith($"{name}: {Cases[name].Reason}");

    [Theory, MemberData(nameof(Names))]
    public void A_written_value_is_read_back(string name)
    {
        var (key, recipe) = (RecipeKeys.Find(name), Cases[name].Expected);
        key.Get(key.Set(recipe, key.Get(recipe))).ShouldBe(key.Get(recipe));
        key.About.ShouldNotBeEmpty();
    }

    [Fact]
    public void Equal_optimisers_are_written_once()
    {
        Written(Empty).ShouldBe(["optimizer"]);
        Written(Empty with { GeneratorOptimizer = new SgdOptions(1) })
            .ShouldBe(["generator-optimizer", "discriminator-optimizer"]);

        static IEnumerable<string> Written(Recipe recipe) =>
            RecipeKeys
                .All.Where(key => key.Name.EndsWith("optimizer", StringComparison.Ordinal) && key.Get(recipe).Count > 0)
                .Select(key => key.Name);
    }

    [Fact]
    public void An_unknown_setting_is_refused_with_the_nearest() =>
        Should
            .Throw<GanSharpException>(() => Empty.With("epohcs", "3"))
            .Message.ShouldBe("there is no setting 'epohcs'; did you mean epochs?");
}
